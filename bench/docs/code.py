"""What the code says about itself: public docstrings, formulas of facts, fitted constants."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tools.results import OPTIONS

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Spoken:
    """A public function or class: its name with argument names, and its docstring."""

    name: str
    text: str


@dataclass(frozen=True)
class SaidFact:
    """One ``Fact(...)`` in the code. ``{...}`` stands where a name or number is filled in."""

    id: str
    name: str
    unit: str
    formula: str


@dataclass(frozen=True)
class Constant:
    name: str
    value: str
    meaning: str


def module(path: str) -> tuple[str, tuple[Spoken, ...]]:
    """The docstring of a module and its documented public functions and classes."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    spoken = [
        Spoken(_signature(node), text)
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and (text := ast.get_docstring(node))
    ]
    return ast.get_docstring(tree) or "", tuple(spoken)


def _signature(node: ast.FunctionDef | ast.ClassDef) -> str:
    if isinstance(node, ast.ClassDef):
        return node.name
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return f"{node.name}({', '.join(a.arg for a in arguments)})"


def facts(folder: str) -> Iterator[SaidFact]:
    """Every fact whose formula stands in the code under ``folder``; a formula that is wholly filled in is left out."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Fact":
                said = {k.arg: _text(k.value, name) for k in call.keywords if k.arg}
                if re.sub(r"\{[^{}]*\}", "", said.get("formula", "")).strip():
                    yield SaidFact(*(said.get(key, "") for key in ("id", "name", "unit", "formula")))


def _text(node: ast.expr, module_name: str) -> str:
    """A string in the code as a reader sees it; a helper of the same file is asked for its answer."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else f"{{{_last(p)}}}" for p in node.values)
    named = getattr(import_module(module_name), node.id, None) if isinstance(node, ast.Name) else None
    if isinstance(named, str):
        return named
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        helper, argument = getattr(import_module(module_name), node.func.id, None), node.args[0]
        if helper and isinstance(argument, ast.Constant):
            return str(helper(argument.value))
        if helper and _last(argument) == "option":
            return "; ".join(dict.fromkeys(str(helper(option)) for option in OPTIONS))
    return f"{{{_last(node)}}}"


def _last(node: ast.expr) -> str:
    """The last name in an expression: ``price.model`` is the model."""
    names = [
        n.attr if isinstance(n, ast.Attribute) else n.id
        for n in ast.walk(node)
        if isinstance(n, ast.Attribute | ast.Name)
    ]
    return names[0] if names else "..."


def constants(path: str, name: str) -> tuple[Constant, ...]:
    """The fields of a class of constants, with the comment beside each."""
    source = (ROOT / path).read_text(encoding="utf-8")
    lines = source.splitlines()
    found = next(n for n in ast.parse(source).body if isinstance(n, ast.ClassDef) and n.name == name)
    return tuple(
        Constant(field.target.id, ast.unparse(field.value), lines[field.lineno - 1].partition("#")[2].strip())
        for field in found.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and field.value
    )

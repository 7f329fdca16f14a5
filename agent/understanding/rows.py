"""Tables in a message: each row is read as a sentence in which the headings stand before their cells."""

from __future__ import annotations

from dataclasses import replace

from agent.understanding.types import Token

_RULES = frozenset("-:=+")


def spread(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with every table row after a row of headings written out: "chat | 6M" under "workload | tok/day"
    becomes "chat: tok/day: 6M." Offsets stay those of the cells."""
    if not any(k.text == "|" for k in tokens):
        return tokens
    out: list[Token] = []
    headings: list[list[Token]] = []
    for line in _lines(tokens, text):
        cells = _cells(line)
        if len(cells) < 2:
            headings = []
            out.extend(line)
        elif all(k.text in _RULES for cell in cells for k in cell):
            continue
        elif headings and len(cells) == len(headings):
            out.extend(_row(headings, cells))
        else:
            heading = not any(k.kind == "num" for k in line)
            headings = cells if heading else []
            out.extend([] if heading else line)
    return out


def _lines(tokens: list[Token], text: str) -> list[list[Token]]:
    out: list[list[Token]] = []
    for i, k in enumerate(tokens):
        if not out or "\n" in text[tokens[i - 1].end : k.start]:
            out.append([])
        out[-1].append(k)
    return out


def _cells(line: list[Token]) -> list[list[Token]]:
    cells: list[list[Token]] = [[]]
    for k in line:
        if k.text == "|":
            cells.append([])
        else:
            cells[-1].append(k)
    while cells and not cells[0]:
        cells.pop(0)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _row(headings: list[list[Token]], cells: list[list[Token]]) -> list[Token]:
    out: list[Token] = []
    for heading, cell in zip(headings, cells, strict=True):
        if not cell:
            continue
        at, last = cell[0].start, cell[-1].end
        named = any(k.kind in ("num", "cur") for k in cell)
        if named:
            out += [replace(k, start=at, end=at) for k in heading] + [Token("punct", ":", ":", at, at)]
        out += cell
        out.append(Token("punct", "," if named else ":", ",", last, last))
    return [*out[:-1], replace(out[-1], text=".")] if out else out

"""The upper half of MiniLM for training: the installed package's weights in layers that can be trained."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as fn

from agent.understanding.learned.trunk import HEADS, LAYERS, LEAST
from knowledge.library.embed import SIZE, model_file

ALL = 6  # layers of MiniLM
PARTS = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
    "n1": "attention.output.LayerNorm", "f1": "intermediate.dense", "f2": "output.dense", "n2": "output.LayerNorm",
}  # fmt: skip
PREFIX = "inner.encoder.layer."


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(SIZE, SIZE) for _ in range(4))
        self.f1, self.f2 = nn.Linear(SIZE, 4 * SIZE), nn.Linear(4 * SIZE, SIZE)
        self.n1, self.n2 = nn.LayerNorm(SIZE, eps=LEAST), nn.LayerNorm(SIZE, eps=LEAST)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Any, mask: Any) -> Any:
        q, k, v = (y.unflatten(-1, (HEADS, -1)).transpose(1, 2) for y in (self.q(x), self.k(x), self.v(x)))
        mixed = fn.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        x = self.n1(x + self.drop(self.o(mixed.transpose(1, 2).flatten(2))))
        return self.n2(x + self.drop(self.f2(fn.gelu(self.f1(x)))))


class Trunk(nn.Module):
    """The upper layers, beginning as MiniLM's own."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        known = _weights()
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS))
        for n, layer in enumerate(self.layers):
            at = f"{n + ALL - LAYERS}"
            parts = [(mine, its, x) for mine, its in PARTS.items() for x in ("weight", "bias")]
            layer.load_state_dict({f"{m}.{x}": torch.tensor(known[f"{at}.{i}.{x}"]) for m, i, x in parts})

    def forward(self, x: Any, mask: Any) -> Any:
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def named(self) -> dict[str, Any]:
        """The weights as ``agent.understanding.learned.trunk`` names them."""
        out = {}
        for n, layer in enumerate(self.layers):
            state = {k: v.numpy() for k, v in layer.state_dict().items()}
            for x in ("weight", "bias"):
                out[f"{n}.self_attn.in_proj_{x}"] = np.concatenate([state.pop(f"{p}.{x}") for p in "qkv"])
                out[f"{n}.self_attn.out_proj.{x}"] = state.pop(f"o.{x}")
            out |= {f"{n}.{k}": v for k, v in state.items()}
        return out


def _weights() -> dict[str, Any]:
    """Every layer's weights by their names in the ONNX file, where a matrix hangs nameless before its bias."""
    graph = onnx.load(str(model_file())).graph
    given = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    made = {name: node for node in graph.node for name in node.output}

    def value(name: str) -> Any:
        if name in given:
            return given[name]
        node = made[name]
        if node.op_type == "Cast":
            return value(node.input[0]).astype(np.float32)
        if node.op_type == "Mul":
            return value(node.input[0]) * value(node.input[1])
        return value(node.input[0]).T  # Transpose

    out = {}
    for node in graph.node:
        name = node.input[1] if len(node.input) > 1 else ""
        if name.startswith(PREFIX) and node.op_type == "Add":
            out[name.removeprefix(PREFIX)] = given[name]
            matrix = made[node.input[0]]
            out[name.removeprefix(PREFIX).replace(".bias", ".weight")] = value(matrix.input[1]).T.copy()
        elif name.startswith(PREFIX) and node.op_type == "LayerNormalization":
            out |= {n.removeprefix(PREFIX): given[n] for n in node.input[1:3]}
    return out

"""The part of an ONNX model that one of its inner values needs, cut out of the file's bytes: half a model is half the
work, and no ONNX library has to be installed.

A protocol buffer is a row of fields, each with a number and, here, a length. Of ModelProto the graph is field 7; of
GraphProto 1 is a node, 5 an initializer and 12 an output; of NodeProto 1 and 2 are the names that go in and come out;
TensorProto's name is 8, ValueInfoProto's 1 (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, 2026-11-28).
"""

from __future__ import annotations

from collections.abc import Iterator

GRAPH, NODE, INITIALIZER, OUTPUT = 7, 1, 5, 12
INPUTS, OUTPUTS, TENSOR_NAME, VALUE_NAME = 1, 2, 8, 1
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5  # wire types
Field = tuple[int, memoryview, memoryview]  # number, content, all of it


def part(model: bytes, output: str) -> bytes:
    """The model with ``output`` as its only result. Error: ValueError where the model makes no such value."""
    fields = list(_fields(memoryview(model)))
    graph = next(content for number, content, _ in fields if number == GRAPH)
    rest = b"".join(whole for number, _, whole in fields if number != GRAPH)
    return rest + _field(GRAPH, _cut(list(_fields(graph)), output))


def _cut(graph: list[Field], output: str) -> bytes:
    needed, kept = {output}, set()
    for at in range(len(graph) - 1, -1, -1):  # nodes stand in the order in which they run
        number, content, _ = graph[at]
        if number == NODE and needed & set(_names(content, OUTPUTS)):
            needed.update(_names(content, INPUTS))
            kept.add(at)
    if not kept:
        raise ValueError(f"the model makes no {output!r}")
    kept |= {
        at
        for at, (number, content, _) in enumerate(graph)
        if number not in (NODE, INITIALIZER, OUTPUT)
        or (number == INITIALIZER and needed & set(_names(content, TENSOR_NAME)))
    }
    return b"".join(graph[at][2] for at in sorted(kept)) + _field(OUTPUT, _field(VALUE_NAME, output.encode()))


def _names(message: memoryview, field: int) -> list[str]:
    return [str(content, "utf-8") for number, content, _ in _fields(message) if number == field]


def _fields(message: memoryview) -> Iterator[Field]:
    at = 0
    while at < len(message):
        start = at
        key, at = _varint(message, at)
        if key & 7 == VARINT:
            _, end = _varint(message, at)
        elif key & 7 == BYTES:
            length, at = _varint(message, at)
            end = at + length
        else:
            end = at + {FIXED64: 8, FIXED32: 4}[key & 7]
        yield key >> 3, message[at:end], message[start:end]
        at = end


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _field(number: int, content: bytes) -> bytes:
    length, out = len(content), bytes([number << 3 | BYTES])
    while length > 127:
        out += bytes([length & 127 | 128])
        length >>= 7
    return out + bytes([length]) + content

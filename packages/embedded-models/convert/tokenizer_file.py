"""Writes the vocabulary as tables that a reader can use as they lie: a trie over the UTF-8 bytes of the pieces.

Layout, little-endian: magic `SWTK`, then unsigned 32-bit: version, nodes, pieces, character rules, replacement characters,
begin, end, pad, unknown; then the arrays
  first_child  uint32[nodes + 1]   children of node n are first_child[n] .. first_child[n + 1] - 1, by ascending label
  piece        int32[nodes]        id of the piece that ends in the node, or -1
  score        float32[pieces]     log probability
  code_point   uint32[rules]       ascending
  replacement  uint32[rules + 1]   where the characters of each rule begin
  character    uint32[replacement characters]
  label        uint8[nodes]        byte on the way from the parent; node 0 is the root
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from e5_weights import Vocabulary

MAGIC = b"SWTK"
VERSION = 1
# Control tokens steer the model; a text that spells one must not become one.
CONTROL_PIECES = frozenset({b"<s>", b"</s>", b"<pad>", b"<unk>", b"<mask>"})


@dataclass(frozen=True)
class Trie:
    first_child: NDArray[np.uint32]
    piece: NDArray[np.int32]
    label: NDArray[np.uint8]


def build_trie(entries: list[tuple[bytes, int]]) -> Trie:
    """Trie over distinct, non-empty keys. Nodes are numbered by depth, then by key, so that siblings lie side by side."""
    entries = sorted(entries)
    lengths = np.array([len(key) for key, _ in entries])
    depth = int(lengths.max(initial=0))
    padded = np.frombuffer(b"".join(key.ljust(depth, b"\0") for key, _ in entries), np.uint8)
    matrix = padded.reshape(len(entries), depth)
    ids = np.array([identifier for _, identifier in entries], np.int32)
    shared = _shared_prefixes(matrix, lengths)
    labels, pieces, children = [np.zeros(1, np.uint8)], [np.full(1, -1, np.int32)], []
    node_of_row = np.zeros(len(entries), np.int64)
    parents_from, parents = 0, 1
    for level in range(1, depth + 1):
        rows = np.flatnonzero((shared < level) & (lengths >= level))
        children.append(np.bincount(node_of_row[rows] - parents_from, minlength=parents))
        parents_from, parents = parents_from + parents, len(rows)
        latest = np.searchsorted(rows, np.arange(len(entries)), side="right") - 1
        inside = lengths >= level
        node_of_row[inside] = parents_from + latest[inside]
        ends = lengths[rows] == level
        labels.append(matrix[rows, level - 1])
        pieces.append(np.where(ends, ids[rows], -1).astype(np.int32))
    children.append(np.zeros(parents, np.int64))
    first = np.concatenate([[1], 1 + np.cumsum(np.concatenate(children))])
    return Trie(first.astype(np.uint32), np.concatenate(pieces), np.concatenate(labels))


def _shared_prefixes(matrix: NDArray[np.uint8], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many bytes each key shares with the one before it."""
    differs = matrix[1:] != matrix[:-1]
    first = np.where(differs.any(axis=1), differs.argmax(axis=1), matrix.shape[1])
    return np.concatenate([[-1], np.minimum(first, np.minimum(lengths[1:], lengths[:-1]))])


def tokenizer_bytes(vocabulary: Vocabulary) -> bytes:
    """The whole file."""
    entries: dict[bytes, int] = {}
    for identifier, piece in enumerate(vocabulary.pieces):
        if piece and piece not in CONTROL_PIECES:
            entries.setdefault(piece, identifier)
    trie = build_trie(list(entries.items()))
    rules = sorted(vocabulary.character_rules)
    characters = [character for _, output in rules for character in output]
    starts = np.concatenate([[0], np.cumsum([len(output) for _, output in rules])])
    special = (vocabulary.begin, vocabulary.end, vocabulary.pad, vocabulary.unknown)
    counts = (len(trie.label), len(vocabulary.pieces), len(rules), len(characters))
    return b"".join(
        [
            MAGIC,
            struct.pack("<9I", VERSION, *counts, *special),
            trie.first_child.astype("<u4").tobytes(),
            trie.piece.astype("<i4").tobytes(),
            vocabulary.scores.astype("<f4").tobytes(),
            np.array([code_point for code_point, _ in rules], "<u4").tobytes(),
            starts.astype("<u4").tobytes(),
            np.array(characters, "<u4").tobytes(),
            trie.label.tobytes(),
        ]
    )

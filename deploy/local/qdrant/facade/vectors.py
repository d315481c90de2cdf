"""Vectors: from JSON to the engine and back. The engine takes repeated indices and NaN; this module does not."""

from __future__ import annotations

from typing import Any

import qdrant_edge as engine

from .errors import malformed, wrong_input
from .reading import Json, a_list, an_object, only
from .schema import CollectionConfig

MAX_SPARSE_ENTRIES = 65_536
MAX_INDEX = 2**32 - 1
MAX_FLOAT32 = 3.4028234e38


def parse_named_vectors(value: Any, config: CollectionConfig) -> dict[str, engine.NamedVector]:
    body = an_object(value, "vector")
    return {name: parse_vector(vector, name, config) for name, vector in body.items()}


def parse_vector(value: Any, name: str, config: CollectionConfig) -> engine.NamedVector:
    """The vector for the field `name`, dense or sparse as the collection has it."""
    dense = config.vectors.get(name)
    if dense is not None:
        return _dense(value, name, dense["size"])
    if name in config.sparse_vectors:
        return _sparse(an_object(value, f"vector `{name}`"), name)
    raise wrong_input(f"Not existing vector name error: {name[:100]}")


def _dense(value: Any, name: str, size: int) -> list[float]:
    vector = a_list(value, f"vector `{name}`")
    if len(vector) != size:
        raise wrong_input(f"Vector dimension error: expected dim: {size}, got {len(vector)}")
    _check_numbers(vector, name)
    return vector


def _sparse(body: Json, name: str) -> engine.SparseVector:
    only(body, frozenset({"indices", "values"}), f"vector `{name}`")
    indices, values = a_list(body.get("indices"), "indices"), a_list(body.get("values"), "values")
    if len(indices) != len(values):
        raise malformed(f"vector `{name}`: as many values as indices are needed")
    if len(indices) > MAX_SPARSE_ENTRIES:
        raise malformed(f"vector `{name}` has more than {MAX_SPARSE_ENTRIES} entries")
    if not all(type(index) is int and 0 <= index <= MAX_INDEX for index in indices):
        raise malformed(f"vector `{name}`: indices must be unsigned 32-bit integers")
    if len(set(indices)) != len(indices):
        raise malformed(f"vector `{name}`: indices must be unique")
    _check_numbers(values, name)
    return engine.SparseVector(indices, values)


def _check_numbers(values: list[Any], name: str) -> None:
    if not {type(value) for value in values} <= {int, float}:
        raise malformed(f"vector `{name}` must consist of numbers")
    if values and max(max(values), -min(values)) > MAX_FLOAT32:
        raise malformed(f"vector `{name}` has a number beyond 32-bit floats")


def vectors_to_json(vectors: Any) -> Json:
    if not isinstance(vectors, dict):
        return {}
    return {name: _vector_to_json(vector) for name, vector in vectors.items()}


def _vector_to_json(vector: Any) -> Any:
    if isinstance(vector, engine.SparseVector):
        return {"indices": vector.indices, "values": vector.values}
    return vector

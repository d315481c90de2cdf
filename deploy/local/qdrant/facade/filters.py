"""Filters: from JSON to the engine, with a record of the payload fields that they need an index for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import qdrant_edge as engine

from .booleans import match_boolean
from .errors import malformed, unsupported
from .reading import Json, a_count, a_flag, a_list, a_number, a_point_id, a_text, an_object, only

MAX_DEPTH = 8
MAX_VALUES = 10_000

Condition = Any
"""What the engine calls a condition: one of several unrelated classes."""


@dataclass
class FilterUse:
    """What a filter asks of the collection: for strict mode."""

    conditions: int = 0
    largest_condition: int = 0
    needed_indexes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def parse_filter(value: Any, use: FilterUse, depth: int = 0) -> engine.Filter:
    """Raises ApiError (400) for anything that the engine would not understand as meant."""
    if depth > MAX_DEPTH:
        raise malformed(f"filter is nested more than {MAX_DEPTH} deep")
    body = an_object(value, "filter")
    only(body, frozenset({"must", "should", "must_not", "min_should"}), "filter")
    if body.get("min_should") is not None:
        raise unsupported("min_should")

    def conditions(clause: str) -> list[Condition] | None:
        given = body.get(clause)
        if given is None:
            return None
        rows = given if isinstance(given, list) else [given]
        return [_condition(row, use, depth) for row in rows]

    return engine.Filter(must=conditions("must"), should=conditions("should"), must_not=conditions("must_not"))


def parse_optional_filter(value: Any, use: FilterUse) -> engine.Filter | None:
    return None if value is None else parse_filter(value, use)


def _condition(value: Any, use: FilterUse, depth: int) -> Condition:
    body = an_object(value, "condition")
    use.conditions += 1
    if {"must", "should", "must_not", "min_should"} & body.keys():
        return parse_filter(body, use, depth + 1)
    if "key" in body:
        return _field_condition(body, use)
    for name, read in _OTHER_CONDITIONS.items():
        if name in body:
            return read(body[name], use)
    raise malformed("condition is none of the known kinds")


def _field_condition(body: Json, use: FilterUse) -> Condition:
    key = a_text(body["key"], "key")
    only(body, frozenset({"key", "match", "range", "values_count", "is_empty", "is_null"}), f"condition on `{key}`")
    asked = [name for name in body if name != "key" and body[name] is not None]
    if len(asked) != 1:
        raise malformed(f"condition on `{key}` must ask exactly one thing")
    if asked == ["match"]:
        match, types = _match(an_object(body["match"], "match"), use)
        use.needed_indexes.append((key, types))
        return engine.FieldCondition(key, match=match)
    if asked == ["range"]:
        bounds, types = _range(an_object(body["range"], "range"))
        use.needed_indexes.append((key, types))
        return engine.FieldCondition(key, range=bounds)
    use.needed_indexes.append((key, ANY_INDEX))
    if asked == ["values_count"]:
        limits = an_object(body["values_count"], "values_count")
        only(limits, BOUNDS, "values_count")
        counts = {name: a_count(number, name) for name, number in limits.items() if number is not None}
        return engine.FieldCondition(key, values_count=engine.ValuesCount(**counts))
    a_flag(body[asked[0]], asked[0])
    return engine.FieldCondition(key, **{asked[0]: body[asked[0]]})


ANY_INDEX = ("keyword", "integer", "float", "bool", "datetime", "uuid", "text")
BOUNDS = frozenset({"lt", "lte", "gt", "gte"})


def _match(body: Json, use: FilterUse) -> tuple[engine.MatchType, tuple[str, ...]]:
    if len(body) != 1:
        raise malformed("match must ask exactly one thing")
    kind, value = next(iter(body.items()))
    if kind == "value":
        types = _index_types([value])
        return (match_boolean(value) if types == ("bool",) else engine.MatchValue(value)), types
    if kind in ("any", "except"):
        values = a_list(value, f"match.{kind}")
        if len(values) > MAX_VALUES:
            raise malformed(f"match.{kind} has more than {MAX_VALUES} values")
        use.largest_condition = max(use.largest_condition, len(values))
        types = _index_types(values)
        return (engine.MatchAny if kind == "any" else engine.MatchExcept)(values), types
    if kind == "text":
        return engine.MatchText(a_text(value, "match.text")), ("text",)
    raise unsupported(f"match.{kind[:50]}")


def _index_types(values: list[Any]) -> tuple[str, ...]:
    if all(isinstance(value, str) for value in values):
        return ("keyword", "uuid")
    if len(values) == 1 and isinstance(values[0], bool):
        return ("bool",)
    if all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return ("integer",)
    raise malformed("match takes texts, integers, or one of true and false")


def _range(body: Json) -> tuple[engine.RangeType, tuple[str, ...]]:
    only(body, BOUNDS, "range")
    given = {name: value for name, value in body.items() if value is not None}
    if given and all(isinstance(value, str) for value in given.values()):
        return engine.RangeDateTime(**given), ("datetime",)
    return engine.RangeFloat(**{name: a_number(value, name) for name, value in given.items()}), ("integer", "float")


def _has_id(value: Any, use: FilterUse) -> Condition:
    ids = a_list(value, "has_id")
    use.largest_condition = max(use.largest_condition, len(ids))
    return engine.HasIdCondition({a_point_id(row) for row in ids})


def _is_empty(value: Any, use: FilterUse) -> Condition:
    return engine.IsEmptyCondition(_indexed_key(value, use))


def _is_null(value: Any, use: FilterUse) -> Condition:
    return engine.IsNullCondition(_indexed_key(value, use))


def _indexed_key(value: Any, use: FilterUse) -> str:
    key = a_text(an_object(value, "condition").get("key"), "key")
    use.needed_indexes.append((key, ANY_INDEX))
    return key


def _has_vector(value: Any, _use: FilterUse) -> Condition:
    return engine.HasVectorCondition(a_text(value, "has_vector"))


_OTHER_CONDITIONS: dict[str, Callable[[Any, FilterUse], Condition]] = {
    "has_id": _has_id,
    "is_empty": _is_empty,
    "is_null": _is_null,
    "has_vector": _has_vector,
}

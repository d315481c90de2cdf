"""Requests that write points: each becomes an operation of the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import qdrant_edge as engine

from .errors import malformed
from .filters import FilterUse, parse_filter, parse_optional_filter
from .reading import Json, a_list, a_point_id, a_text, an_object, only
from .schema import CollectionConfig
from .vectors import parse_named_vectors

Operation = engine.UpdateOperation

_UPDATE_MODES = {
    "upsert": engine.UpdateMode.Upsert,
    "insert_only": engine.UpdateMode.InsertOnly,
    "update_only": engine.UpdateMode.UpdateOnly,
}


@dataclass(frozen=True)
class Write:
    """An operation with what strict mode and the index builder want to know of it."""

    operation: engine.UpdateOperation
    points: int
    """Points that it names; 0 where a filter chooses them."""
    use: FilterUse
    inserts: bool = False


def parse_upsert(body: Json, config: CollectionConfig) -> Write:
    only(body, frozenset({"points", "update_filter", "update_mode"}), "upsert")
    points = [_point(row, config) for row in a_list(body.get("points"), "points")]
    mode = body.get("update_mode") or "upsert"
    if mode not in _UPDATE_MODES:
        raise malformed(f"update_mode must be one of {', '.join(_UPDATE_MODES)}")
    use = FilterUse()
    condition = parse_optional_filter(body.get("update_filter"), use)
    operation = Operation.upsert_points(points, condition=condition, update_mode=_UPDATE_MODES[mode])
    return Write(operation, len(points), use, inserts=True)


def _point(value: Any, config: CollectionConfig) -> engine.Point:
    body = an_object(value, "point")
    only(body, frozenset({"id", "vector", "payload"}), "point")
    payload = body.get("payload")
    return engine.Point(
        a_point_id(body.get("id")),
        parse_named_vectors(body.get("vector"), config),
        None if payload is None else an_object(payload, "payload"),
    )


def parse_delete(body: Json) -> Write:
    only(body, frozenset({"points", "filter"}), "delete")
    ids, chosen, use = _selection(body)
    operation = Operation.delete_points(ids) if chosen is None else Operation.delete_points_by_filter(chosen)
    return Write(operation, len(ids), use)


def parse_set_payload(body: Json) -> Write:
    ids, chosen, use = _payload_selection(body, "payload")
    payload = an_object(body.get("payload"), "payload")
    if chosen is None:
        return Write(Operation.set_payload(ids, payload), len(ids), use)
    return Write(Operation.set_payload_by_filter(chosen, payload), 0, use)


def parse_overwrite_payload(body: Json) -> Write:
    ids, chosen, use = _payload_selection(body, "payload")
    payload = an_object(body.get("payload"), "payload")
    if chosen is None:
        return Write(Operation.overwrite_payload(ids, payload), len(ids), use)
    return Write(Operation.overwrite_payload_by_filter(chosen, payload), 0, use)


def parse_delete_payload(body: Json) -> Write:
    ids, chosen, use = _payload_selection(body, "keys")
    keys = [a_text(key, "keys") for key in a_list(body.get("keys"), "keys")]
    if chosen is None:
        return Write(Operation.delete_payload(ids, keys), len(ids), use)
    return Write(Operation.delete_payload_by_filter(chosen, keys), 0, use)


def _payload_selection(body: Json, what: str) -> tuple[list[engine.PointId], engine.Filter | None, FilterUse]:
    only(body, frozenset({"points", "filter", what}), "request")
    return _selection(body)


def _selection(body: Json) -> tuple[list[engine.PointId], engine.Filter | None, FilterUse]:
    """Points by id or by filter, exactly one of both."""
    use = FilterUse()
    ids, chosen = body.get("points"), body.get("filter")
    if (ids is None) == (chosen is None):
        raise malformed("exactly one of points and filter is needed")
    if chosen is not None:
        return [], parse_filter(chosen, use), use
    return [a_point_id(row) for row in a_list(ids, "points")], None, use

"""What the engine found, as JSON."""

from __future__ import annotations

from typing import Any

import qdrant_edge as engine

from .reading import Json
from .vectors import vectors_to_json


def id_to_json(point_id: Any) -> int | str:
    return point_id if isinstance(point_id, int) else str(point_id)


def record_to_json(record: engine.Record) -> Json:
    body: Json = {"id": id_to_json(record.id)}
    if record.payload is not None:
        body["payload"] = record.payload
    if record.vector is not None:
        body["vector"] = vectors_to_json(record.vector)
    return body


def hit_to_json(point: engine.ScoredPoint) -> Json:
    body: Json = {"id": id_to_json(point.id), "version": point.version, "score": point.score}
    if point.payload is not None:
        body["payload"] = point.payload
    if point.vector is not None:
        body["vector"] = vectors_to_json(point.vector)
    return body

"""Reads values out of a JSON body; every wrong one is named by its field."""

from __future__ import annotations

import re
from typing import Any

import qdrant_edge as engine

from .errors import malformed

Json = dict[str, Any]

MAX_POINT_ID = 2**64 - 1
_UUID = re.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}")


def an_object(value: Any, field: str) -> Json:
    if not isinstance(value, dict):
        raise malformed(f"{field} must be an object")
    return value


def a_list(value: Any, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise malformed(f"{field} must be a list")
    return value


def a_text(value: Any, field: str) -> str:
    if not isinstance(value, str) or value == "":
        raise malformed(f"{field} must be a text")
    return value


def a_count(value: Any, field: str, minimum: int = 0) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < minimum:
        raise malformed(f"{field} must be an integer of at least {minimum}")
    return value


def a_number(value: Any, field: str) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise malformed(f"{field} must be a number")
    return float(value)


def a_flag(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        raise malformed(f"{field} must be true or false")
    return value


def a_point_id(value: Any) -> engine.PointId:
    """An unsigned integer or a UUID."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_POINT_ID:
        return value
    if isinstance(value, str) and _UUID.fullmatch(value):
        return value
    raise malformed("value is not a valid point ID, valid values are an unsigned integer or a UUID")


def only(body: Json, known: frozenset[str], field: str) -> None:
    """Refuses what would otherwise be ignored in silence."""
    unknown = [key for key, value in body.items() if key not in known and value is not None]
    if unknown:
        raise malformed(f"{field} has an unknown or unsupported field `{unknown[0][:50]}`")

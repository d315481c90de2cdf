"""
Booleans in filters. The engine's binding tries integers before booleans and takes Python's `True` for 1, which no
boolean in a payload equals. It knows NumPy's boolean by its name and takes it for what it is; so this is one by name.
"""

from __future__ import annotations

from typing import Any, cast

import qdrant_edge as engine


class _Boolean:
    def __init__(self, value: bool) -> None:
        self._value = value

    def __bool__(self) -> bool:
        return self._value


_Boolean.__name__ = "bool_"
_Boolean.__module__ = "numpy"


def match_boolean(value: bool) -> engine.MatchValue:
    match = engine.MatchValue(cast(Any, _Boolean(value)))
    if match.value is not value:
        raise RuntimeError("the engine's binding no longer reads booleans this way")
    return match

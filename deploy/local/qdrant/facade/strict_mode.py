"""Qdrant's strict mode: limits that a collection sets for requests on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import malformed, refused
from .filters import FilterUse
from .reading import Json, a_count, a_flag, an_object

LIMITS = frozenset(
    {
        "max_query_limit",
        "search_max_hnsw_ef",
        "upsert_max_batchsize",
        "search_max_batchsize",
        "filter_max_conditions",
        "condition_max_size",
        "max_points_count",
        "max_payload_index_count",
    }
)
FLAGS = frozenset({"enabled", "unindexed_filtering_retrieve", "unindexed_filtering_update", "search_allow_exact"})


class StrictMode:
    """The checks; without `enabled` all of them pass."""

    def __init__(self, settings: Json) -> None:
        self.settings = settings
        self._active: Json = settings if settings.get("enabled") else {}

    @staticmethod
    def parse(value: Any) -> StrictMode:
        settings = an_object({} if value is None else value, "strict_mode_config")
        for name, setting in settings.items():
            if name in LIMITS:
                a_count(setting, name, 1)
            elif name in FLAGS:
                a_flag(setting, name)
            else:
                raise malformed(f"strict_mode_config has an unknown or unsupported field `{name[:50]}`")
        return StrictMode(settings)

    def check_limit(self, limit: int) -> None:
        self._at_most(limit, "max_query_limit", "limit")

    def check_search(self, hnsw_ef: int | None, exact: bool) -> None:
        self._at_most(hnsw_ef or 0, "search_max_hnsw_ef", "hnsw_ef")
        if exact and self._active.get("search_allow_exact") is False:
            raise refused("Exact search disabled", "Set exact to false")

    def check_batch(self, queries: int) -> None:
        self._at_most(queries, "search_max_batchsize", "search batch size")

    def check_upsert(self, points: int, present: int) -> None:
        self._at_most(points, "upsert_max_batchsize", "upsert")
        maximum = self._active.get("max_points_count")
        if maximum is not None and present >= maximum:
            raise refused(f"Max points count limit of {maximum} reached", "Delete points or raise the limit")

    def check_index_count(self, indexes: int) -> None:
        self._at_most(indexes, "max_payload_index_count", "payload index count")

    def check_filter(self, use: FilterUse, indexes: Mapping[str, str], *, update: bool = False) -> None:
        """`indexes`: type of the payload index by field."""
        self._at_most(use.conditions, "filter_max_conditions", "filter conditions count")
        self._at_most(use.largest_condition, "condition_max_size", "condition size")
        flag = "unindexed_filtering_update" if update else "unindexed_filtering_retrieve"
        if self._active.get(flag) is not False:
            return
        for key, types in use.needed_indexes:
            if indexes.get(key) not in types:
                raise refused(
                    f'Index required but not found for "{key}" of one of the following types: [{", ".join(types)}]',
                    "Create an index for this key or use a different filter",
                )

    def _at_most(self, value: int, setting: str, name: str) -> None:
        maximum = self._active.get(setting)
        if maximum is not None and value > maximum:
            raise refused(f'Limit exceeded {value} > {maximum} for "{name}"', f'Reduce the "{name}" parameter')

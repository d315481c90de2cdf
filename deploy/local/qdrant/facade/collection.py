"""One collection: its checks, its reads and its writes in the order in which they arrive."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import qdrant_edge as engine

from .errors import unknown_collection
from .filters import FilterUse
from .points import Write
from .queries import SearchUse
from .reading import Json
from .results import hit_to_json, id_to_json, record_to_json
from .schema import CollectionConfig, describe_index, index_type
from .shard import Shard


@dataclass
class Journal:
    """The operations since a copy of the shard was taken, for the index that is being built from the copy."""

    operations: list[engine.UpdateOperation] = field(default_factory=list)
    points: int = 0


class Collection:
    def __init__(self, name: str, config: CollectionConfig, shard: Shard) -> None:
        self.name = name
        self.config = config
        self.shard = shard
        self.writes = asyncio.Lock()
        self.journal: Journal | None = None
        self.index_error: str | None = None
        self.is_deleted = False
        self.last_write = time.monotonic()
        self.changed_since_build = 0
        self._indexes: dict[str, str] = {}
        self._read_indexes()

    async def write(self, write: Write, *, wait: bool) -> None:
        """With `wait` the write is on the disk when this returns. Raises ApiError where strict mode forbids it."""
        strict = self.config.strict_mode
        strict.check_filter(write.use, self._indexes, update=True)
        if write.inserts:
            strict.check_upsert(write.points, self.points)
        await self._apply(write.operation, max(write.points, 1), wait)

    async def create_index(self, name: str, params: engine.PayloadSchemaParams, *, wait: bool) -> None:
        present = self._indexes.keys() | {name}
        self.config.strict_mode.check_index_count(len(present))
        await self._apply(engine.UpdateOperation.create_field_index(name, params), 1, wait)
        self._read_indexes()

    async def delete_index(self, name: str, *, wait: bool) -> None:
        await self._apply(engine.UpdateOperation.delete_field_index(name), 1, wait)
        self._read_indexes()

    def query(self, requests: list[tuple[engine.QueryRequest, SearchUse]]) -> list[list[Json]]:
        strict = self.config.strict_mode
        strict.check_batch(len(requests))
        for _request, use in requests:
            for limit in use.limits:
                strict.check_limit(limit)
            for ef, exact in use.searches:
                strict.check_search(ef, exact)
            strict.check_filter(use.filters, self._indexes)
        batch = engine.QueryBatchRequest([request for request, _use in requests])
        return [[hit_to_json(hit) for hit in hits] for hits in self.shard.engine.query_batch(batch)]

    def scroll(self, request: engine.ScrollRequest, use: FilterUse, limit: int) -> Json:
        self._check_read(use, limit)
        records, following = self.shard.engine.scroll(request)
        return {
            "points": [record_to_json(record) for record in records],
            "next_page_offset": None if following is None else id_to_json(following),
        }

    def count(self, request: engine.CountRequest, use: FilterUse) -> int:
        self._check_read(use, 1)
        return self.shard.engine.count(request)

    def facet(self, request: engine.FacetRequest, use: FilterUse, limit: int) -> list[Json]:
        self._check_read(use, limit)
        return [{"value": hit.value, "count": hit.count} for hit in self.shard.engine.facet(request).hits]

    def retrieve(self, ids: list[engine.PointId], with_payload: Any, with_vector: Any) -> list[Json]:
        self._check_read(FilterUse(), len(ids))
        return [record_to_json(row) for row in self.shard.engine.retrieve(ids, with_payload, with_vector)]

    @property
    def points(self) -> int:
        return self.shard.engine.info().points_count

    @property
    def unindexed_kb(self) -> float:
        """Size of the vectors of the largest field that searches compare one by one. An upper estimate."""
        info = self.shard.engine.info()
        fields = len(self.config.vectors) + len(self.config.sparse_vectors)
        missing = max(info.points_count * fields - info.indexed_vectors_count, 0) / max(len(self.config.vectors), 1)
        return max(missing, self.changed_since_build) * self.config.largest_dimensions * 4 / 1024

    def describe(self) -> Json:
        info = self.shard.engine.info()
        is_due = self.journal is not None or self.unindexed_kb > self.config.indexing_threshold_kb
        config = self.config.to_json()
        return {
            "status": "yellow" if is_due else "green",
            "optimizer_status": "ok" if self.index_error is None else {"error": self.index_error},
            "indexed_vectors_count": info.indexed_vectors_count,
            "points_count": info.points_count,
            "segments_count": info.segments_count,
            "config": {
                "params": {"vectors": config["vectors"], "sparse_vectors": config["sparse_vectors"]},
                "hnsw_config": config["hnsw_config"],
                "optimizer_config": {"indexing_threshold": self.config.indexing_threshold_kb},
                "quantization_config": config["quantization_config"],
                "strict_mode_config": config["strict_mode_config"],
            },
            "payload_schema": {name: describe_index(index) for name, index in info.payload_schema.items()},
        }

    def switch_to(self, shard: Shard) -> Shard:
        """Serves from another shard from now on; returns the former one. Only while holding `writes`."""
        former, self.shard = self.shard, shard
        self._read_indexes()
        return former

    async def _apply(self, operation: engine.UpdateOperation, points: int, wait: bool) -> None:
        async with self.writes:
            if self.is_deleted:
                raise unknown_collection(self.name)
            shard = self.shard
            shard.apply(operation)
            self.last_write = time.monotonic()
            self.changed_since_build += points
            if self.journal is not None:
                self.journal.operations.append(operation)
                self.journal.points += points
        if wait:
            await shard.make_durable()

    def _check_read(self, use: FilterUse, limit: int) -> None:
        self.config.strict_mode.check_limit(limit)
        self.config.strict_mode.check_filter(use, self._indexes)

    def _read_indexes(self) -> None:
        schema = self.shard.engine.info().payload_schema
        self._indexes = {name: index_type(info) for name, info in schema.items()}

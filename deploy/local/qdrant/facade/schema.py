"""Collections and payload indexes: from JSON to the engine and back."""

from __future__ import annotations

from typing import Any

import qdrant_edge as engine

from .errors import malformed, unsupported
from .reading import Json, a_count, a_flag, a_text, an_object, only
from .strict_mode import StrictMode

MAX_DIMENSIONS = 65_536
MAX_VECTORS = 32
DEFAULT_INDEXING_THRESHOLD_KB = 10_000

_DISTANCES = {
    "Cosine": engine.Distance.Cosine,
    "Euclid": engine.Distance.Euclid,
    "Dot": engine.Distance.Dot,
    "Manhattan": engine.Distance.Manhattan,
}
_INDEX_PARAMS: dict[str, Any] = {
    "keyword": engine.KeywordIndexParams,
    "integer": engine.IntegerIndexParams,
    "float": engine.FloatIndexParams,
    "bool": engine.BoolIndexParams,
    "datetime": engine.DatetimeIndexParams,
    "uuid": engine.UuidIndexParams,
    "text": engine.TextIndexParams,
}
_INDEX_OPTIONS = {"keyword": {"is_tenant"}, "uuid": {"is_tenant"}, "integer": {"lookup", "range", "is_principal"}}
_CONFIG = frozenset(
    {"vectors", "sparse_vectors", "hnsw_config", "optimizers_config", "quantization_config", "strict_mode_config"}
)
HNSW_DEFAULTS = {"m": 16, "ef_construct": 100, "full_scan_threshold": 10_000}


class CollectionConfig:
    """What a collection was created with, as JSON, and what the engine makes of it."""

    def __init__(self, body: Json) -> None:
        only(body, _CONFIG, "collection")
        self.vectors = _dense(body.get("vectors"))
        self.sparse_vectors = _sparse(body.get("sparse_vectors"))
        if not self.vectors and not self.sparse_vectors:
            raise malformed("a collection needs vectors or sparse_vectors")
        self.hnsw = {**HNSW_DEFAULTS, **_counts(body.get("hnsw_config"), "hnsw_config", set(HNSW_DEFAULTS))}
        self.optimizers = _counts(body.get("optimizers_config"), "optimizers_config", {"indexing_threshold"})
        self.quantization = _quantization(body.get("quantization_config"))
        self.strict_mode = StrictMode.parse(body.get("strict_mode_config"))

    @property
    def indexing_threshold_kb(self) -> int:
        """Size of the unindexed vectors of one field from which on a graph is built."""
        return self.optimizers.get("indexing_threshold", DEFAULT_INDEXING_THRESHOLD_KB)

    @property
    def largest_dimensions(self) -> int:
        return max((params["size"] for params in self.vectors.values()), default=0)

    def to_json(self) -> Json:
        return {
            "vectors": self.vectors,
            "sparse_vectors": self.sparse_vectors,
            "hnsw_config": self.hnsw,
            "optimizers_config": self.optimizers,
            "quantization_config": self.quantization,
            "strict_mode_config": self.strict_mode.settings,
        }

    def to_engine(self) -> engine.EdgeConfig:
        dense = {
            name: engine.EdgeVectorParams(size=params["size"], distance=_DISTANCES[params["distance"]])
            for name, params in self.vectors.items()
        }
        sparse = {
            name: engine.EdgeSparseVectorParams(modifier=engine.Modifier.Idf if params.get("modifier") else None)
            for name, params in self.sparse_vectors.items()
        }
        scalar = engine.ScalarQuantizationConfig(type=engine.ScalarType.Int8, quantile=0.99)
        return engine.EdgeConfig(
            vectors=dense or None,
            sparse_vectors=sparse or None,
            hnsw_config=engine.HnswIndexConfig(
                m=self.hnsw["m"],
                ef_construct=self.hnsw["ef_construct"],
                full_scan_threshold=self.hnsw["full_scan_threshold"],
            ),
            quantization_config=scalar if self.quantization else None,
            optimizers=engine.EdgeOptimizersConfig(indexing_threshold=self.indexing_threshold_kb),
        )


def _dense(value: Any) -> dict[str, Json]:
    body = an_object({} if value is None else value, "vectors")
    if "size" in body:
        raise unsupported("an unnamed vector")
    vectors = {a_text(name, "name of a vector"): an_object(params, f"vectors.{name}") for name, params in body.items()}
    if len(vectors) > MAX_VECTORS:
        raise malformed(f"more than {MAX_VECTORS} vectors")
    for name, params in vectors.items():
        only(params, frozenset({"size", "distance"}), f"vectors.{name}")
        if a_count(params.get("size"), f"vectors.{name}.size", 1) > MAX_DIMENSIONS:
            raise malformed(f"vectors.{name}.size must be at most {MAX_DIMENSIONS}")
        if params.get("distance") not in _DISTANCES:
            raise malformed(f"vectors.{name}.distance must be one of {', '.join(_DISTANCES)}")
    return vectors


def _sparse(value: Any) -> dict[str, Json]:
    body = an_object({} if value is None else value, "sparse_vectors")
    if len(body) > MAX_VECTORS:
        raise malformed(f"more than {MAX_VECTORS} sparse_vectors")
    vectors: dict[str, Json] = {}
    for name, given in body.items():
        params = an_object({} if given is None else given, f"sparse_vectors.{name}")
        only(params, frozenset({"modifier"}), f"sparse_vectors.{name}")
        modifier = params.get("modifier")
        if modifier not in (None, "none", "idf"):
            raise malformed(f"sparse_vectors.{name}.modifier must be none or idf")
        vectors[a_text(name, "name of a vector")] = {"modifier": "idf"} if modifier == "idf" else {}
    return vectors


def _counts(value: Any, field: str, known: set[str]) -> dict[str, int]:
    body = an_object({} if value is None else value, field)
    only(body, frozenset(known), field)
    return {name: a_count(number, f"{field}.{name}", 1) for name, number in body.items() if number is not None}


def _quantization(value: Any) -> Json | None:
    if value is None:
        return None
    scalar = an_object(an_object(value, "quantization_config").get("scalar"), "quantization_config.scalar")
    if scalar.get("type") != "int8":
        raise unsupported("a quantization other than scalar int8")
    return {"scalar": {"type": "int8"}}


def parse_index(value: Any) -> engine.PayloadSchemaParams:
    """`"keyword"` or `{"type": "keyword", "is_tenant": true}`."""
    params = {"type": value} if isinstance(value, str) else dict(an_object(value, "field_schema"))
    kind = params.pop("type", None)
    if kind not in _INDEX_PARAMS:
        raise malformed(f"field_schema.type must be one of {', '.join(_INDEX_PARAMS)}")
    only(params, frozenset(_INDEX_OPTIONS.get(kind, set())), "field_schema")
    options = {name: a_flag(flag, f"field_schema.{name}") for name, flag in params.items() if flag is not None}
    index: engine.PayloadSchemaParams = _INDEX_PARAMS[kind](**options)
    return index


def describe_index(info: engine.PayloadIndexInfo) -> Json:
    kind = index_type(info)
    described: Json = {"data_type": kind, "points": info.points}
    is_tenant = getattr(info.params, "is_tenant", None)
    if is_tenant is not None:
        described["params"] = {"type": kind, "is_tenant": is_tenant}
    return described


def index_type(info: engine.PayloadIndexInfo) -> str:
    return str(info.data_type).rpartition(".")[2].lower()

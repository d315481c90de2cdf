"""Requests that read points: from JSON to the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import qdrant_edge as engine

from .errors import malformed, unsupported
from .filters import FilterUse, parse_filter, parse_optional_filter
from .reading import Json, a_count, a_flag, a_list, a_number, a_point_id, a_text, an_object, only
from .schema import CollectionConfig
from .vectors import parse_vector

MAX_PREFETCHES = 32
MAX_DEPTH = 4

_SHARED = frozenset({"prefetch", "query", "using", "filter", "params", "score_threshold", "limit"})
_QUERY = _SHARED | {"offset", "with_payload", "with_vector"}


@dataclass
class SearchUse:
    """What a query asks of the collection: for strict mode."""

    filters: FilterUse
    limits: list[int]
    searches: list[tuple[int | None, bool]]
    """`hnsw_ef` and `exact` of each leaf."""


def parse_query(value: Any, config: CollectionConfig) -> tuple[engine.QueryRequest, SearchUse]:
    body = an_object(value, "query")
    only(body, _QUERY, "query")
    use = SearchUse(FilterUse(), [], [])
    shared = _shared(body, config, use, 0)
    request = engine.QueryRequest(
        offset=a_count(body.get("offset") or 0, "offset"),
        with_payload=parse_payload_selector(body.get("with_payload"), default=False),
        with_vector=parse_vector_selector(body.get("with_vector")),
        **shared,
    )
    return request, use


def _shared(body: Json, config: CollectionConfig, use: SearchUse, depth: int) -> Json:
    """What a query and a prefetch have in common."""
    if depth > MAX_DEPTH:
        raise malformed(f"prefetch is nested more than {MAX_DEPTH} deep")
    given = body.get("prefetch") or []
    rows = given if isinstance(given, list) else [given]
    if len(rows) > MAX_PREFETCHES:
        raise malformed(f"more than {MAX_PREFETCHES} prefetches")
    prefetches = []
    for row in rows:
        inner = an_object(row, "prefetch")
        only(inner, _SHARED, "prefetch")
        prefetches.append(engine.Prefetch(**_shared(inner, config, use, depth + 1)))
    limit = a_count(10 if body.get("limit") is None else body["limit"], "limit", 1)
    use.limits.append(limit)
    threshold = body.get("score_threshold")
    return {
        "limit": limit,
        "prefetches": prefetches,
        "query": _scoring(body.get("query"), body.get("using"), config),
        "filter": parse_optional_filter(body.get("filter"), use.filters),
        "params": _params(body.get("params"), use),
        "score_threshold": None if threshold is None else a_number(threshold, "score_threshold"),
    }


def _scoring(value: Any, using: Any, config: CollectionConfig) -> Any:
    if value is None:
        raise unsupported("a query without `query`")
    if isinstance(value, dict) and "nearest" in value:
        only(value, frozenset({"nearest"}), "query")
        value = value["nearest"]
    if isinstance(value, list) or (isinstance(value, dict) and "indices" in value):
        name = a_text(using, "using")
        return engine.Query.Nearest(parse_vector(value, name, config), using=name)
    if isinstance(value, dict) and "fusion" in value:
        only(value, frozenset({"fusion"}), "query")
        if value["fusion"] == "rrf":
            return engine.Fusion.Rrf(k=2)
        if value["fusion"] == "dbsf":
            return engine.Fusion.Dbsf()
    raise unsupported("this kind of query")


def _params(value: Any, use: SearchUse) -> engine.SearchParams | None:
    if value is None:
        use.searches.append((None, False))
        return None
    body = an_object(value, "params")
    only(body, frozenset({"hnsw_ef", "exact", "indexed_only", "quantization", "idf"}), "params")
    ef = None if body.get("hnsw_ef") is None else a_count(body["hnsw_ef"], "hnsw_ef", 1)
    exact = a_flag(body.get("exact") or False, "exact")
    use.searches.append((ef, exact))
    return engine.SearchParams(
        hnsw_ef=ef,
        exact=exact,
        indexed_only=a_flag(body.get("indexed_only") or False, "indexed_only"),
        quantization=_quantization(body.get("quantization")),
        idf=_idf(body.get("idf"), use),
    )


def _quantization(value: Any) -> engine.QuantizationSearchParams | None:
    if value is None:
        return None
    body = an_object(value, "quantization")
    only(body, frozenset({"ignore", "rescore", "oversampling"}), "quantization")
    oversampling = body.get("oversampling")
    return engine.QuantizationSearchParams(
        ignore=a_flag(body.get("ignore") or False, "ignore"),
        rescore=None if body.get("rescore") is None else a_flag(body["rescore"], "rescore"),
        oversampling=None if oversampling is None else a_number(oversampling, "oversampling"),
    )


def _idf(value: Any, use: SearchUse) -> engine.IdfParams | None:
    """`"global"`, or the points over which the frequencies of sparse indices are counted."""
    if value is None or value == "global":
        return None
    body = an_object(value, "idf")
    only(body, frozenset({"corpus"}), "idf")
    return engine.IdfParams(corpus=parse_filter(body.get("corpus"), use.filters))


def parse_scroll(body: Json) -> tuple[engine.ScrollRequest, FilterUse, int]:
    only(body, frozenset({"limit", "offset", "filter", "with_payload", "with_vector"}), "scroll")
    use = FilterUse()
    limit = a_count(10 if body.get("limit") is None else body["limit"], "limit", 1)
    offset = body.get("offset")
    request = engine.ScrollRequest(
        offset=None if offset is None else a_point_id(offset),
        limit=limit,
        filter=parse_optional_filter(body.get("filter"), use),
        with_payload=parse_payload_selector(body.get("with_payload"), default=True),
        with_vector=parse_vector_selector(body.get("with_vector")),
    )
    return request, use, limit


def parse_count(body: Json) -> tuple[engine.CountRequest, FilterUse]:
    only(body, frozenset({"filter", "exact"}), "count")
    use = FilterUse()
    exact = a_flag(True if body.get("exact") is None else body["exact"], "exact")
    return engine.CountRequest(exact=exact, filter=parse_optional_filter(body.get("filter"), use)), use


def parse_facet(body: Json) -> tuple[engine.FacetRequest, FilterUse, int]:
    only(body, frozenset({"key", "limit", "filter", "exact"}), "facet")
    use = FilterUse()
    key = a_text(body.get("key"), "key")
    use.needed_indexes.append((key, ("keyword", "integer", "bool", "uuid")))
    limit = a_count(10 if body.get("limit") is None else body["limit"], "limit", 1)
    exact = a_flag(body.get("exact") or False, "exact")
    chosen = parse_optional_filter(body.get("filter"), use)
    return engine.FacetRequest(key, limit=limit, exact=exact, filter=chosen), use, limit


def parse_payload_selector(value: Any, *, default: bool) -> Any:
    if value is None:
        return default
    if isinstance(value, bool):
        return value
    if isinstance(value, list):
        return engine.PayloadSelector.Include([a_text(key, "with_payload") for key in value])
    body = an_object(value, "with_payload")
    only(body, frozenset({"include", "exclude"}), "with_payload")
    if body.get("include") is not None:
        return engine.PayloadSelector.Include([a_text(key, "include") for key in a_list(body["include"], "include")])
    return engine.PayloadSelector.Exclude([a_text(key, "exclude") for key in a_list(body.get("exclude"), "exclude")])


def parse_vector_selector(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return bool(value)
    return [a_text(name, "with_vector") for name in a_list(value, "with_vector")]

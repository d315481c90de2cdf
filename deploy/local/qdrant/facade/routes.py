"""The table of the interface: method and path to what is done."""

from __future__ import annotations

import time
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import orjson

from .catalogue import Catalogue
from .errors import ApiError, malformed, not_found
from .http_server import Request, Response, error_response
from .points import (
    Write,
    parse_delete,
    parse_delete_payload,
    parse_overwrite_payload,
    parse_set_payload,
    parse_upsert,
)
from .queries import (
    parse_count,
    parse_facet,
    parse_payload_selector,
    parse_query,
    parse_scroll,
    parse_vector_selector,
)
from .reading import Json, a_list, a_point_id, a_text, an_object, only
from .schema import parse_index

SERVER_VERSION = "1.19.0"
"""Version of the REST interface that this one is a part of; the engine is of the same line."""

Action = Callable[[list[str], Json, Request], Awaitable[Any]]


class Routes:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        points = ("collections", "*", "points")
        self._table: dict[tuple[str, tuple[str, ...]], Action] = {
            ("GET", ("collections",)): self._list,
            ("GET", ("collections", "*")): self._describe,
            ("GET", ("collections", "*", "exists")): self._exists,
            ("PUT", ("collections", "*")): self._create,
            ("PATCH", ("collections", "*")): self._update,
            ("DELETE", ("collections", "*")): self._delete,
            ("GET", ("aliases",)): self._aliases,
            ("GET", ("collections", "*", "aliases")): self._aliases_of,
            ("POST", ("collections", "aliases")): self._change_aliases,
            ("PUT", ("collections", "*", "index")): self._create_index,
            ("DELETE", ("collections", "*", "index", "*")): self._delete_index,
            ("PUT", points): self._upsert,
            ("POST", (*points, "delete")): self._write(parse_delete),
            ("POST", (*points, "payload")): self._write(parse_set_payload),
            ("PUT", (*points, "payload")): self._write(parse_overwrite_payload),
            ("POST", (*points, "payload", "delete")): self._write(parse_delete_payload),
            ("POST", points): self._retrieve,
            ("POST", (*points, "scroll")): self._scroll,
            ("POST", (*points, "count")): self._count,
            ("POST", (*points, "query")): self._query,
            ("POST", (*points, "query", "batch")): self._query_batch,
            ("POST", ("collections", "*", "facet")): self._facet,
        }

    async def handle(self, request: Request) -> Response:
        started = time.perf_counter()
        if request.segments in (("healthz",), ("livez",), ("readyz",)):
            return Response(200, f"{request.segments[0]} check passed".encode(), "text/plain")
        if request.method == "GET" and request.segments == ("",):
            return _json(200, {"title": "Stellwerk embedded vector engine", "version": SERVER_VERSION})
        try:
            action, names = self._find(request)
            result = await action(names, _body(request), request)
        except ApiError as error:
            return error_response(error)
        except Exception as error:
            return _engine_failure(error)
        return _json(200, {"result": result, "status": "ok", "time": time.perf_counter() - started})

    def _find(self, request: Request) -> tuple[Action, list[str]]:
        exact = self._table.get((request.method, request.segments))
        if exact is not None:
            return exact, []
        for (method, pattern), action in self._table.items():
            if method == request.method and len(pattern) == len(request.segments):
                pairs = list(zip(pattern, request.segments, strict=True))
                if all(part in ("*", segment) for part, segment in pairs):
                    return action, [segment for part, segment in pairs if part == "*"]
        raise not_found("there is no such path in the embedded engine's part of the interface")

    async def _list(self, _names: list[str], _body: Json, _request: Request) -> Json:
        return {"collections": [{"name": name} for name in self._catalogue.names()]}

    async def _describe(self, names: list[str], _body: Json, _request: Request) -> Json:
        return self._catalogue.get(names[0]).describe()

    async def _exists(self, names: list[str], _body: Json, _request: Request) -> Json:
        try:
            self._catalogue.get(names[0])
        except ApiError:
            return {"exists": False}
        return {"exists": True}

    async def _create(self, names: list[str], body: Json, _request: Request) -> bool:
        await self._catalogue.create(names[0], body)
        return True

    async def _update(self, names: list[str], body: Json, _request: Request) -> bool:
        await self._catalogue.update_strict_mode(names[0], body)
        return True

    async def _delete(self, names: list[str], _body: Json, _request: Request) -> bool:
        return await self._catalogue.delete(names[0])

    async def _aliases(self, _names: list[str], _body: Json, _request: Request) -> Json:
        return {"aliases": self._catalogue.aliases()}

    async def _aliases_of(self, names: list[str], _body: Json, _request: Request) -> Json:
        return {"aliases": self._catalogue.aliases(self._catalogue.get(names[0]).name)}

    async def _change_aliases(self, _names: list[str], body: Json, _request: Request) -> bool:
        await self._catalogue.change_aliases(body.get("actions"))
        return True

    async def _create_index(self, names: list[str], body: Json, request: Request) -> Json:
        only(body, frozenset({"field_name", "field_schema"}), "index")
        params = parse_index(body.get("field_schema"))
        field = a_text(body.get("field_name"), "field_name")
        await self._catalogue.get(names[0]).create_index(field, params, wait=_wait(request))
        return _written(request)

    async def _delete_index(self, names: list[str], _body: Json, request: Request) -> Json:
        await self._catalogue.get(names[0]).delete_index(names[1], wait=_wait(request))
        return _written(request)

    async def _upsert(self, names: list[str], body: Json, request: Request) -> Json:
        collection = self._catalogue.get(names[0])
        await collection.write(parse_upsert(body, collection.config), wait=_wait(request))
        return _written(request)

    def _write(self, parse: Callable[[Json], Write]) -> Action:
        async def write(names: list[str], body: Json, request: Request) -> Json:
            await self._catalogue.get(names[0]).write(parse(body), wait=_wait(request))
            return _written(request)

        return write

    async def _retrieve(self, names: list[str], body: Json, _request: Request) -> list[Json]:
        only(body, frozenset({"ids", "with_payload", "with_vector"}), "request")
        ids = [a_point_id(row) for row in a_list(body.get("ids"), "ids")]
        with_payload = parse_payload_selector(body.get("with_payload"), default=True)
        return self._catalogue.get(names[0]).retrieve(ids, with_payload, parse_vector_selector(body.get("with_vector")))

    async def _scroll(self, names: list[str], body: Json, _request: Request) -> Json:
        return self._catalogue.get(names[0]).scroll(*parse_scroll(body))

    async def _count(self, names: list[str], body: Json, _request: Request) -> Json:
        return {"count": self._catalogue.get(names[0]).count(*parse_count(body))}

    async def _query(self, names: list[str], body: Json, _request: Request) -> Json:
        collection = self._catalogue.get(names[0])
        return {"points": collection.query([parse_query(body, collection.config)])[0]}

    async def _query_batch(self, names: list[str], body: Json, _request: Request) -> list[Json]:
        collection = self._catalogue.get(names[0])
        searches = [parse_query(row, collection.config) for row in a_list(body.get("searches"), "searches")]
        return [{"points": points} for points in collection.query(searches)]

    async def _facet(self, names: list[str], body: Json, _request: Request) -> Json:
        return {"hits": self._catalogue.get(names[0]).facet(*parse_facet(body))}


def _body(request: Request) -> Json:
    if not request.body:
        return {}
    try:
        return an_object(orjson.loads(request.body), "the body")
    except orjson.JSONDecodeError as error:
        raise malformed(str(error)) from error


def _wait(request: Request) -> bool:
    return request.query.get("wait") == "true"


def _written(request: Request) -> Json:
    return {"operation_id": 0, "status": "completed" if _wait(request) else "acknowledged"}


def _engine_failure(error: Exception) -> Response:
    """The engine says everything with one class; a ValueError or TypeError is about the request."""
    if isinstance(error, (ValueError, TypeError, OverflowError)):
        return error_response(ApiError(400, f"Wrong input: {str(error)[:300]}"))
    where = traceback.extract_tb(error.__traceback__)[-1]
    print(f"ERROR {type(error).__name__} at {where.name}:{where.lineno}", flush=True)
    return error_response(ApiError(500, f"Service internal error: {str(error)[:300]}"))


def _json(status: int, content: Any) -> Response:
    return Response(status, orjson.dumps(content))

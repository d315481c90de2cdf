"""HTTP/1.1 on loopback with bounded requests: h11 reads and writes the protocol, this module the sockets."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

import h11
import orjson

from .errors import ApiError

MAX_BODY_BYTES = 32 * 1024 * 1024
MAX_HEADER_BYTES = 16 * 1024
MAX_CONNECTIONS = 256
READ_BYTES = 256 * 1024
IDLE_TIMEOUT_S = 75.0
REQUEST_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 10.0
OPEN_PATHS = frozenset({"/healthz", "/livez", "/readyz"})
"""Paths for which a Qdrant server asks no key either."""


@dataclass(frozen=True)
class Request:
    method: str
    segments: tuple[str, ...]
    """Of the path, decoded."""
    query: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Response:
    status: int
    body: bytes
    content_type: str = "application/json"


Handler = Callable[[Request], Awaitable[Response]]


class HttpServer:
    def __init__(self, handler: Handler, api_key: str) -> None:
        self._handler = handler
        self._api_key = api_key.encode()
        self._listener: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._answering = 0

    async def start(self, host: str, port: int) -> None:
        self._listener = await asyncio.start_server(self._serve, host, port, limit=READ_BYTES)

    async def stop(self) -> None:
        """Takes no more requests, answers those that are under way, then ends the connections."""
        if self._listener is not None:
            self._listener.close()
        deadline = time.monotonic() + STOP_TIMEOUT_S
        while self._answering > 0 and time.monotonic() < deadline:
            await asyncio.sleep(0.01)
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEADER_BYTES)
        try:
            if len(self._connections) > MAX_CONNECTIONS:
                return
            while await self._exchange(connection, reader, writer):
                connection.start_next_cycle()
        except (h11.RemoteProtocolError, ConnectionError, TimeoutError, asyncio.TimeoutError):
            pass  # The client spoke nonsense or went away; there is nobody to answer.
        except asyncio.CancelledError:
            pass  # The service stops.
        finally:
            self._connections.discard(task)
            writer.close()

    async def _exchange(
        self, connection: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Serves one request; false when the connection must end."""
        head = await asyncio.wait_for(_next_event(connection, reader), IDLE_TIMEOUT_S)
        if not isinstance(head, h11.Request):
            return False
        body = await asyncio.wait_for(_read_body(connection, reader), REQUEST_TIMEOUT_S)
        self._answering += 1
        try:
            return await self._reply(connection, writer, head, body)
        finally:
            self._answering -= 1

    async def _reply(
        self, connection: h11.Connection, writer: asyncio.StreamWriter, head: h11.Request, body: bytes | None
    ) -> bool:
        response = _too_large() if body is None else await self._answer(head, body)
        headers = [
            ("content-type", response.content_type),
            ("content-length", str(len(response.body))),
            ("keep-alive", f"timeout={IDLE_TIMEOUT_S:.0f}"),
        ]
        if body is None:
            headers.append(("connection", "close"))
        parts = [
            connection.send(h11.Response(status_code=response.status, headers=headers)),
            connection.send(h11.Data(data=response.body)),
            connection.send(h11.EndOfMessage()),
        ]
        writer.write(b"".join(part for part in parts if part))
        await asyncio.wait_for(writer.drain(), REQUEST_TIMEOUT_S)
        return connection.our_state is h11.DONE and connection.their_state is h11.DONE

    async def _answer(self, head: h11.Request, body: bytes) -> Response:
        target = urlsplit(head.target.decode("ascii"))
        if target.path not in OPEN_PATHS and not self._is_authorised(dict(head.headers)):
            return Response(401, b"Must provide an API key or an Authorization bearer token", "text/plain")
        segments = tuple(unquote(segment) for segment in target.path.strip("/").split("/"))
        return await self._handler(Request(head.method.decode("ascii"), segments, dict(parse_qsl(target.query)), body))

    def _is_authorised(self, headers: dict[bytes, bytes]) -> bool:
        given = headers.get(b"api-key") or headers.get(b"authorization", b"").removeprefix(b"Bearer ")
        return hmac.compare_digest(given, self._api_key)


def error_response(error: ApiError) -> Response:
    return Response(error.status, orjson.dumps({"status": {"error": error.message}, "time": 0.0}))


def _too_large() -> Response:
    return error_response(ApiError(413, f"Wrong input: the body exceeds {MAX_BODY_BYTES} bytes"))


async def _read_body(connection: h11.Connection, reader: asyncio.StreamReader) -> bytes | None:
    """None when it is too large."""
    parts: list[bytes] = []
    size = 0
    while True:
        event = await _next_event(connection, reader)
        if not isinstance(event, h11.Data):
            return b"".join(parts)
        size += len(event.data)
        if size > MAX_BODY_BYTES:
            return None
        parts.append(bytes(event.data))


async def _next_event(
    connection: h11.Connection, reader: asyncio.StreamReader
) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
    while True:
        event = connection.next_event()
        if event is not h11.NEED_DATA:
            return event
        connection.receive_data(await reader.read(READ_BYTES))

"""Start, signals and the order of the stop."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import dataclass
from pathlib import Path

from .catalogue import Catalogue
from .http_server import HttpServer
from .index_builder import IndexBuilder, flush_quiet_shards
from .routes import Routes


@dataclass(frozen=True)
class Settings:
    folder: Path
    host: str
    port: int
    api_key: str


async def serve(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT; then finishes, flushes and closes."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    catalogue = Catalogue(settings.folder)
    server = HttpServer(Routes(catalogue).handle, settings.api_key)
    await server.start(settings.host, settings.port)
    background = [
        asyncio.create_task(IndexBuilder(catalogue).run()),
        asyncio.create_task(flush_quiet_shards(catalogue)),
    ]
    print(f"listening on {settings.host}:{settings.port}, {len(catalogue.names())} collections", flush=True)
    stopping = asyncio.create_task(stopped.wait())
    await asyncio.wait([stopping, *background], return_when=asyncio.FIRST_COMPLETED)
    await server.stop()
    for task in background:
        task.cancel()
    outcomes = await asyncio.gather(*background, return_exceptions=True)
    catalogue.close()
    for outcome in outcomes:
        if not isinstance(outcome, asyncio.CancelledError) and outcome is not None:
            raise outcome

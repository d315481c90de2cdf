"""
Work beside the service: flushes quiet shards, and builds indexes in a child process.

The serving process never builds: the engine would hold the interpreter for the whole build. Instead a flushed shard is
copied while its writes wait, the copy is indexed in a child, the writes made since are replayed on it, and the
collection switches to it. Until then the old shard serves; an unfinished copy is removed by the next start.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from pathlib import Path

from .catalogue import Catalogue
from .collection import Collection, Journal
from .shard import Shard

TICK_S = 0.25
FLUSH_AFTER_QUIET_S = 3.0
FLUSH_AFTER_WRITES = 500
BUILD_AFTER_QUIET_S = 1.0
BUILD_AT_ONCE_FACTOR = 5
"""Times the threshold from which on a build starts although writes go on."""
MAX_JOURNAL_POINTS = 20_000
"""Writes during a build beyond which it is given up: they are kept in memory."""
MAX_BUILD_S = 3_600.0
PAUSE_AFTER_FAILURE_S = 60.0
PAUSE_AFTER_WRITES_S = 5.0
REPLAY_BATCH = 4


class BuildFailed(Exception):
    """Why there is no index."""


class TooManyWrites(Exception):
    """The build is given up for now: it would not catch up with them."""


async def flush_quiet_shards(catalogue: Catalogue) -> None:
    """Keeps the logs short, where it disturbs least, until cancelled."""
    while True:
        await asyncio.sleep(TICK_S)
        for collection in catalogue.all():
            shard = collection.shard
            quiet = time.monotonic() - collection.last_write >= FLUSH_AFTER_QUIET_S
            if shard.pending >= FLUSH_AFTER_WRITES or (shard.pending > 0 and quiet):
                shard.flush()


class IndexBuilder:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._not_before = 0.0

    async def run(self) -> None:
        """One build at a time, until cancelled."""
        while True:
            await asyncio.sleep(TICK_S)
            for collection in self._catalogue.all():
                if self._is_due(collection):
                    await self._try_build(collection)

    def _is_due(self, collection: Collection) -> bool:
        threshold = collection.config.indexing_threshold_kb
        unindexed = collection.unindexed_kb
        if unindexed <= threshold or time.monotonic() < self._not_before:
            return False
        quiet = time.monotonic() - collection.last_write >= BUILD_AFTER_QUIET_S
        return quiet or unindexed > BUILD_AT_ONCE_FACTOR * threshold

    async def _try_build(self, collection: Collection) -> None:
        folder = self._catalogue.new_shard_folder(collection.name)
        started = time.monotonic()
        try:
            await self._build(collection, folder)
            collection.index_error = None
            print(f"indexed {collection.name} in {time.monotonic() - started:.1f} s", flush=True)
        except TooManyWrites:
            self._not_before = time.monotonic() + PAUSE_AFTER_WRITES_S
        except Exception as error:
            self._not_before = time.monotonic() + PAUSE_AFTER_FAILURE_S
            collection.index_error = f"index not built: {error}"
            print(f"index of {collection.name} not built: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        finally:
            collection.journal = None
            if collection.shard.folder != folder and folder.exists():
                await asyncio.to_thread(shutil.rmtree, folder)

    async def _build(self, collection: Collection, folder: Path) -> None:
        async with collection.writes:
            collection.shard.flush()
            await asyncio.to_thread(shutil.copytree, collection.shard.folder, folder)
            collection.journal = journal = Journal()
        await _build_in_child(folder, journal)
        shard = Shard.load(folder)
        try:
            await _replay(journal, shard)
            async with collection.writes:
                await _replay(journal, shard)
                await shard.make_durable()
                former = await self._catalogue.switch_shard(collection, shard)
                collection.changed_since_build = journal.points
        except BaseException:
            if collection.shard is not shard:
                shard.engine.close()
            raise
        await former.discard()


async def _build_in_child(folder: Path, journal: Journal) -> None:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-E", "-s", "-B", "-m", f"{__package__}.build_index", str(folder)),
        cwd=Path(__file__).parent.parent,
        stdin=asyncio.subprocess.PIPE,
    )
    deadline = time.monotonic() + MAX_BUILD_S
    try:
        while child.returncode is None:
            await asyncio.sleep(TICK_S)
            if journal.points > MAX_JOURNAL_POINTS:
                raise TooManyWrites
            if time.monotonic() > deadline:
                raise BuildFailed(f"not finished after {MAX_BUILD_S:.0f} s")
        if child.returncode != 0:
            raise BuildFailed("the builder failed")
    finally:
        if child.stdin is not None:
            child.stdin.close()
        await child.wait()


async def _replay(journal: Journal, shard: Shard) -> None:
    """Applies what was written meanwhile, in its order, and lets requests pass between."""
    while journal.operations:
        batch, journal.operations = journal.operations[:REPLAY_BATCH], journal.operations[REPLAY_BATCH:]
        for operation in batch:
            shard.apply(operation)
        await asyncio.sleep(0)

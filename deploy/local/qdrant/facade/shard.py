"""One folder of the engine. Each of its calls holds the interpreter, so all of them run on the one event loop."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import qdrant_edge as engine

from .durable import sync_files


class Shard:
    """
    A shard that is open. The engine writes each operation into its log before applying it: that survives the death of
    the process. `make_durable` brings the log to the disk, so that an acknowledged write survives a power cut as well.
    """

    def __init__(self, folder: Path, opened: engine.EdgeShard) -> None:
        self.folder = folder
        self.engine = opened
        self._written = 0
        self._durable = 0
        self._flushed = 0
        self._syncing = asyncio.Lock()

    @staticmethod
    def create(folder: Path, config: engine.EdgeConfig) -> Shard:
        folder.mkdir(parents=True)
        return Shard(folder, engine.EdgeShard.create(str(folder), config))

    @staticmethod
    def load(folder: Path) -> Shard:
        """Replays the log. Raises when another process has the shard open."""
        return Shard(folder, engine.EdgeShard.load(str(folder)))

    @property
    def pending(self) -> int:
        """Writes that are in the log alone."""
        return self._written - self._flushed

    def apply(self, operation: engine.UpdateOperation) -> None:
        self.engine.update(operation)
        self._written += 1

    async def make_durable(self) -> None:
        """Returns when everything applied before the call is on the disk; callers at the same time share one sync."""
        wanted = self._written
        while self._durable < wanted:
            async with self._syncing:
                if self._durable < wanted:
                    upto = self._written
                    await asyncio.to_thread(sync_files, self.folder / "wal")
                    self._durable = upto

    def flush(self) -> None:
        """Brings the segments themselves to the disk and shortens the log. Takes about a quarter of a second."""
        self.engine.flush()
        self._flushed = self._written

    async def discard(self) -> None:
        """Closes the shard, once nobody waits for its log, and removes its files."""
        async with self._syncing:
            self._durable = self._written
            self.engine.close()
        await asyncio.to_thread(shutil.rmtree, self.folder)

    def close(self) -> None:
        self.flush()
        self.engine.close()

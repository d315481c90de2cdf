"""
Builds the index of a copied shard in a process of its own: `python -m facade.build_index FOLDER`.

The engine holds the interpreter for the whole build, so a thread could not watch anything meanwhile. Therefore one
process builds, and its parent waits for it and watches standard input: that ends when the service does, however it
ends, and then the build is killed.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from .durable import sync_tree

YIELD_TO_SEARCHES = 10
"""Niceness of the build: searches come first."""


def build(folder: str) -> None:
    import qdrant_edge as engine

    shard = engine.EdgeShard.load(folder)
    shard.optimize()
    shard.flush()
    shard.close()
    sync_tree(Path(folder))


def kill_at_end_of_input(builder: int) -> None:
    sys.stdin.buffer.read()
    os.kill(builder, signal.SIGKILL)


def main(folder: str) -> int:
    builder = os.fork()
    if builder == 0:
        os.nice(YIELD_TO_SEARCHES)
        build(folder)
        return 0
    threading.Thread(target=kill_at_end_of_input, args=(builder,), daemon=True).start()
    _pid, status = os.waitpid(builder, 0)
    return 0 if os.waitstatus_to_exitcode(status) == 0 else 1


if __name__ == "__main__":
    code = main(sys.argv[1])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)

"""Starts the façade: `python main.py --folder DIR --port N --api-key-file FILE`."""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
from pathlib import Path

from facade.catalogue import FolderUnusable
from facade.service import Settings, serve

LOOPBACK = "127.0.0.1"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--api-key-file", type=Path, required=True)
    given = parser.parse_args()
    api_key = given.api_key_file.read_text().strip()
    if not api_key:
        raise SystemExit(f"{given.api_key_file} is empty: without a key everybody on this machine could read")
    faulthandler.enable()
    try:
        asyncio.run(serve(Settings(given.folder, LOOPBACK, given.port, api_key)))
    except FolderUnusable as reason:
        raise SystemExit(f"fatal: {reason}") from reason


if __name__ == "__main__":
    main()

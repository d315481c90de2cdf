"""Files that are on the disk when a function returns, as far as the disk honours fsync."""

from __future__ import annotations

import os
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Replaces the file as a whole: after a crash there is the old one or the new one."""
    draft = path.with_name(f"{path.name}.new")
    with open(draft, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    _sync(path.parent)


def sync_files(folder: Path) -> None:
    """The files that lie directly in the folder, mapped pages included, and their names."""
    for entry in os.scandir(folder):
        if entry.is_file(follow_symlinks=False):
            _sync(Path(entry.path))
    _sync(folder)


def sync_tree(folder: Path) -> None:
    """Every file below the folder."""
    for path, _folders, _files in os.walk(folder):
        sync_files(Path(path))


def _sync(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return  # The engine removed it meanwhile: what it held is in another file.
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The collections of a data folder and their aliases, kept in one small file that is replaced as a whole."""

from __future__ import annotations

import asyncio
import fcntl
import os
import re
import secrets
import shutil
from pathlib import Path
from typing import IO, Any

import orjson

from .collection import Collection
from .durable import sync_tree, write_file
from .errors import ApiError, malformed, unknown_collection
from .reading import Json, a_list, a_text, an_object
from .schema import CollectionConfig
from .shard import Shard

FORMAT = 1
MAX_COLLECTIONS = 256
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}")


class FolderUnusable(Exception):
    """Why a service cannot start on a data folder, in one line."""


class Catalogue:
    """
    `catalogue.json` says which shard folder serves which collection. A folder that it does not name is what a crash
    left of a creation, a deletion or an index half built: the next start removes it.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "catalogue.json"
        self._shards = folder / "shards"
        self._collections: dict[str, Collection] = {}
        self._aliases: dict[str, str] = {}
        self._changes = asyncio.Lock()
        self._shards.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(folder / "lock")
        self._load()

    def names(self) -> list[str]:
        return sorted(self._collections)

    def all(self) -> list[Collection]:
        return list(self._collections.values())

    def aliases(self, collection: str | None = None) -> list[Json]:
        return [
            {"alias_name": alias, "collection_name": name}
            for alias, name in sorted(self._aliases.items())
            if collection in (None, name)
        ]

    def get(self, name: str) -> Collection:
        """The collection of that name or alias."""
        collection = self._collections.get(self._aliases.get(name, name))
        if collection is None:
            raise unknown_collection(name)
        return collection

    async def create(self, name: str, body: Json) -> None:
        config = CollectionConfig(body)
        async with self._changes:
            if not _NAME.fullmatch(name):
                raise malformed("a collection's name has 1 to 200 letters, digits, dots, dashes or underscores")
            if name in self._collections or name in self._aliases:
                raise ApiError(409, f"Wrong input: Collection `{name}` already exists!")
            if len(self._collections) >= MAX_COLLECTIONS:
                raise malformed(f"there are {MAX_COLLECTIONS} collections already")
            shard = Shard.create(self.new_shard_folder(name), config.to_engine())
            await asyncio.to_thread(sync_tree, shard.folder)
            await self._save({**self._collections, name: Collection(name, config, shard)}, self._aliases)

    async def update_strict_mode(self, name: str, body: Json) -> None:
        collection = self.get(name)
        changed = {key: value for key, value in body.items() if value is not None}
        if changed.keys() - {"strict_mode_config"}:
            raise malformed("only strict_mode_config of a collection can be changed")
        async with self._changes:
            strict = {**collection.config.strict_mode.settings, **an_object(changed.get("strict_mode_config"), "it")}
            collection.config = CollectionConfig({**collection.config.to_json(), "strict_mode_config": strict})
            await self._save(self._collections, self._aliases)

    async def delete(self, name: str) -> bool:
        """False when there is none of that name."""
        collection = self._collections.get(name)
        if collection is None:
            return False
        async with collection.writes, self._changes:
            if self._collections.get(name) is not collection:
                return False
            kept = {other: value for other, value in self._collections.items() if other != name}
            aliases = {alias: target for alias, target in self._aliases.items() if target != name}
            await self._save(kept, aliases)
            collection.is_deleted = True
        await collection.shard.discard()
        return True

    async def change_aliases(self, actions: Any) -> None:
        """All actions or none."""
        async with self._changes:
            aliases = dict(self._aliases)
            for row in a_list(actions, "actions"):
                action = an_object(row, "action")
                if len(action) != 1:
                    raise malformed("an action does exactly one thing")
                kind, value = next(iter(action.items()))
                self._change_alias(aliases, kind, an_object(value, kind[:50]))
            await self._save(self._collections, aliases)

    def new_shard_folder(self, name: str) -> Path:
        """A folder that never existed before, so that nothing stale is taken for it."""
        return self._shards / f"{name}-{secrets.token_hex(8)}"

    async def switch_shard(self, collection: Collection, shard: Shard) -> Shard:
        """
        From now on, and after any crash, the collection is served from that shard. Returns the former one, which the
        caller discards. Only while holding the collection's writes.
        """
        async with self._changes:
            if collection.is_deleted:
                raise unknown_collection(collection.name)
            former = collection.switch_to(shard)
            await self._save(self._collections, self._aliases)
        return former

    def close(self) -> None:
        for collection in self._collections.values():
            collection.shard.close()
        self._lock.close()

    def _change_alias(self, aliases: dict[str, str], kind: str, body: Json) -> None:
        if kind == "create_alias":
            name, alias = (
                a_text(body.get("collection_name"), "collection_name"),
                a_text(body.get("alias_name"), "alias_name"),
            )
            if name not in self._collections:
                raise unknown_collection(name)
            if alias in self._collections or not _NAME.fullmatch(alias):
                raise malformed("the alias is the name of a collection, or no name")
            aliases[alias] = name
        elif kind == "delete_alias":
            aliases.pop(a_text(body.get("alias_name"), "alias_name"), None)
        elif kind == "rename_alias":
            old = a_text(body.get("old_alias_name"), "old_alias_name")
            if old not in aliases:
                raise ApiError(404, f"Not found: Alias {old} does not exists!")
            aliases[a_text(body.get("new_alias_name"), "new_alias_name")] = aliases.pop(old)
        else:
            raise malformed("an action is one of create_alias, delete_alias, rename_alias")

    async def _save(self, collections: dict[str, Collection], aliases: dict[str, str]) -> None:
        content = {
            "format": FORMAT,
            "collections": {
                name: {"shard": value.shard.folder.name, "config": value.config.to_json()}
                for name, value in collections.items()
            },
            "aliases": aliases,
        }
        await asyncio.to_thread(write_file, self._file, orjson.dumps(content, option=orjson.OPT_INDENT_2))
        self._collections, self._aliases = collections, aliases

    def _load(self) -> None:
        content: Json = {"format": FORMAT, "collections": {}, "aliases": {}}
        if self._file.exists():
            try:
                content = orjson.loads(self._file.read_bytes())
            except orjson.JSONDecodeError as error:
                raise FolderUnusable(f"damaged: catalogue.json cannot be read: {error}") from error
        if content["format"] != FORMAT:
            raise FolderUnusable(f"damaged: catalogue.json has format {content['format']}, not {FORMAT}")
        named = {row["shard"] for row in content["collections"].values()}
        for folder in os.scandir(self._shards):
            if folder.name not in named:
                shutil.rmtree(folder.path)
        for name, row in content["collections"].items():
            try:
                shard = Shard.load(self._shards / row["shard"])
            except Exception as error:
                raise FolderUnusable(f"damaged: collection {name} cannot be loaded: {error}") from error
            self._collections[name] = Collection(name, CollectionConfig(row["config"]), shard)
        self._aliases = content["aliases"]


def _lock(path: Path) -> IO[str]:
    """Held until the process ends, however it ends."""
    file = open(path, "w")  # noqa: SIM115 - stays open as long as the process
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise FolderUnusable("another process uses this data folder") from error
    return file

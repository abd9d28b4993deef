"""The hash that the tablet declares (numeral 1): one over every file of the program."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_PARTS = ("capture_kiosk", "core", "resources")
_NOT_RUN = ("core/training", "resources/manual", "resources/norma")
"""Left out, like caches, for no tablet runs it: how networks were trained, figures, cited law."""


@cache
def app_hash() -> str:
    """Return the hash (SHA-256, hex) of the files this program was started from."""
    return hash_of(_ROOT)


def hash_of(root: Path) -> str:
    """Return SHA-256 (hex) over the sorted lines `path sha256` of every file that is run.

    Paths are relative to `root`, with slashes; each line ends with a newline.
    """
    lines = sorted(f"{name} {_sha256(path)}\n" for name, path in _files(root))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    for part in _PARTS:
        for path in (root / part).rglob("*"):
            cached = "__pycache__" in path.parts or path.suffix == ".pyc"
            name = path.relative_to(root).as_posix()
            if path.is_file() and not cached and not name.startswith(_NOT_RUN):
                yield name, path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""A folder of credentials read with the models loaded once.

A credential that fails gets an object with its error in its own file; the others go on.
"""

import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from core.credential.as_json import as_json
from core.credential.errors import BatchEmpty, FileUnreadable, ReaderBroke
from core.credential.reader import CredentialReader
from core.errors import ApoyoError
from core.messages import explain

_SIDE = re.compile(r"(?P<name>.+)_(?P<side>front|back)\.[^.]+", re.IGNORECASE | re.DOTALL)
"""The side that a file shows: in any case, with any extension; bytes decide what it is."""

_BAR = 30
"""Signs of the bar of progress."""


def read_batch(reader: CredentialReader, source: Path, target: Path, on: date) -> int:
    """Read every NAME_front.* with its NAME_back.* and write NAME.json; return 0.

    A second front of the same name is written as NAME.2.json; progress goes to stderr. `on` is the
    day of the reading, for age and vigencia. Raises FileUnreadable where `source` is no folder and
    BatchEmpty where it holds no front; then nothing is written.
    """
    if not source.is_dir():
        raise FileUnreadable({"name": source.name})
    fronts, backs = _sides(source)
    if not fronts:
        raise BatchEmpty({"name": source.name})
    target.mkdir(parents=True, exist_ok=True)
    for number, (name, front) in enumerate(fronts, 1):
        result = _one(reader, front, _back_of(front, backs), on)
        text = json.dumps(result, ensure_ascii=False, indent=1)
        (target / f"{name}.json").write_text(text + "\n", "utf-8")
        _progress(number, len(fronts), name)
    return 0


def _sides(source: Path) -> tuple[list[tuple[str, Path]], dict[str, list[Path]]]:
    """Return each front with a name of its own, and the backs of each name."""
    fronts: list[tuple[str, Path]] = []
    backs: dict[str, list[Path]] = {}
    count: Counter[str] = Counter()
    for path in sorted(source.iterdir()):
        found = _SIDE.fullmatch(path.name)
        if found is None or not path.is_file():
            continue
        name = found["name"]
        if found["side"].lower() == "back":
            backs.setdefault(name, []).append(path)
            continue
        count[name] += 1
        fronts.append((name if count[name] == 1 else f"{name}.{count[name]}", path))
    return fronts, backs


def _back_of(front: Path, backs: dict[str, list[Path]]) -> Path | None:
    """Return the back of a front: the one with its own extension, else the first."""
    name = front.stem.rpartition("_")[0]
    found = backs.get(name, [])
    return next((one for one in found if one.suffix == front.suffix), found[0] if found else None)


def _one(reader: CredentialReader, front: Path, back: Path | None, on: date) -> dict[str, Any]:
    """Return the reading as an object, or the error as one; no fault of one ends the batch."""
    try:
        other = back.read_bytes() if back is not None else None
        return as_json(reader.read(front.read_bytes(), other, on))
    except ApoyoError as error:
        return _said(error)
    except OSError:
        return _said(FileUnreadable({"name": front.name}))
    except Exception as fault:  # noqa: BLE001  whatever a library does with one picture
        sys.stderr.write(f"\n{front.name}: {type(fault).__name__}\n")
        return _said(ReaderBroke())


def _said(error: ApoyoError) -> dict[str, Any]:
    return {"error": {"code": error.code, "text": explain(error).sentence}}


def _progress(done: int, total: int, name: str) -> None:
    """Draw how far the batch is, on a terminal only at its last line."""
    filled = _BAR * done // max(1, total)
    bar = "#" * filled + "." * (_BAR - filled)
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r[{bar}] {done}/{total} {name[:24]:24}{end}")
    sys.stderr.flush()

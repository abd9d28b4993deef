"""A folder of credentials read with models loaded once; one that fails says so in its own file."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from core.credential.as_json import as_json
from core.credential.errors import FileUnreadable
from core.credential.reader import CredentialReader
from core.errors import ApoyoError
from core.messages import explain

_FRONT = "_front.jpg"
_BAR = 30


def read_batch(reader: CredentialReader, source: Path, target: Path, on: date) -> int:
    """Write NAME.json for every NAME_front.jpg; return 0. Raises FileUnreadable for a folder."""
    if not source.is_dir():
        raise FileUnreadable({"name": source.name})
    target.mkdir(parents=True, exist_ok=True)
    fronts = sorted(source.glob(f"*{_FRONT}"))
    for number, front in enumerate(fronts, 1):
        name = front.name.removesuffix(_FRONT)
        result = _one(reader, front, front.with_name(f"{name}_back.jpg"), on)
        text = json.dumps(result, ensure_ascii=False, indent=1)
        (target / f"{name}.json").write_text(text + "\n", "utf-8")
        _progress(number, len(fronts), name)
    return 0


def _one(reader: CredentialReader, front: Path, back: Path, on: date) -> dict[str, Any]:
    """Return the reading as an object, or the error as one."""
    try:
        other = back.read_bytes() if back.exists() else None
        return as_json(reader.read(front.read_bytes(), other, on))
    except ApoyoError as error:
        return {"error": {"code": error.code, "text": explain(error).sentence}}
    except OSError:
        missing = FileUnreadable({"name": front.name})
        return {"error": {"code": missing.code, "text": explain(missing).sentence}}


def _progress(done: int, total: int, name: str) -> None:
    """Draw how far the batch is, on a terminal only at its last line."""
    filled = _BAR * done // max(1, total)
    bar = "#" * filled + "." * (_BAR - filled)
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r[{bar}] {done}/{total} {name[:24]:24}{end}")
    sys.stderr.flush()

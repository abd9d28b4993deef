"""Looking for what must not be there: needles as UTF-8, UTF-16, base64 and raw bytes.

A search counts only if it first finds the canaries planted in the same folders.
"""

import base64
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.walkthrough.folders import files

_WINDOW = 64
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Needle:
    """Something to be looked for, in every form it could take. `what` names it in a report."""

    what: str
    forms: tuple[bytes, ...]


def text_needle(what: str, text: str) -> Needle:
    """Return a text as UTF-8, UTF-16 (both orders) and base64 at its three offsets."""
    raw = text.encode()
    if len(raw) < _LEAST:
        message = f"{what} is too short to look for"
        raise ValueError(message)
    forms = {raw, text.encode("utf-16-le"), text.encode("utf-16-be"), *_base64_cores(raw)}
    return Needle(what, tuple(sorted(forms)))


def bytes_needles(what: str, content: bytes, windows: int = 8) -> list[Needle]:
    """Return windows of 64 bytes spread over `content`; all-equal ones are passed over."""
    if len(content) < _WINDOW:
        return [Needle(what, (content, *_base64_cores(content)))]
    step = max(1, (len(content) - _WINDOW) // max(1, windows - 1))
    found: list[Needle] = []
    for start in range(0, len(content) - _WINDOW + 1, step):
        window = content[start : start + _WINDOW]
        if len(set(window)) > _WINDOW // 8:
            found.append(Needle(f"{what}@{start}", (window, *_base64_cores(window))))
    return found[:windows]


def search(needles: Iterable[Needle], folders: tuple[Path, ...]) -> list[tuple[str, Path]]:
    """Return what was found and where: (what, file)."""
    wanted = list(needles)
    hits: list[tuple[str, Path]] = []
    for path in files(folders):
        content = path.read_bytes()
        hits += [
            (needle.what, path)
            for needle in wanted
            if any(form in content for form in needle.forms)
        ]
    return hits


def planted(folder: Path) -> Mapping[Path, Needle]:
    """Plant a canary of each form in `folder`; return file and needle. The caller removes them."""
    folder.mkdir(parents=True, exist_ok=True)
    word = f"CANARIO MUESTRA Ñ {secrets.token_hex(8)}"
    picture = secrets.token_bytes(4 * _WINDOW)
    text = text_needle("canario", word)
    contents = {
        "utf8": word.encode(),
        "utf16": b"\xff\xfe" + word.encode("utf-16-le"),
        "base64": base64.b64encode(b"x" + word.encode() + b"yz"),
    }
    made: dict[Path, Needle] = {}
    for kind, content in contents.items():
        path = folder / f"canario_{kind}"
        path.write_bytes(b"\x00" * 37 + content + b"\x00" * 11)
        made[path] = text
    path = folder / "canario_imagen"
    path.write_bytes(b"\x01" * 37 + picture)
    made[path] = bytes_needles("canario", picture)[0]
    return made


def sees(folders: tuple[Path, ...]) -> bool:
    """Tell whether a search in each folder finds every canary planted there, then remove them."""
    held = True
    for folder in folders:
        canaries = planted(folder)
        for path, needle in canaries.items():
            held = held and (needle.what, path) in search([needle], (folder,))
        for path in canaries:
            path.unlink()
    return held


def _base64_cores(raw: bytes) -> set[bytes]:
    """Return what is the same of `raw` in base64, whatever stands before and after it."""
    cores: set[bytes] = set()
    for offset in range(3):
        whole = base64.b64encode(b"\x00" * offset + raw)
        start = 0 if not offset else (2 if offset == 1 else 3)
        end = len(whole) // 4 * 4 - (0 if (offset + len(raw)) % 3 == 0 else 4)
        core = whole[start:end]
        cores |= {core, core.replace(b"+", b"-").replace(b"/", b"_")}
    return {core for core in cores if len(core) >= _LEAST}

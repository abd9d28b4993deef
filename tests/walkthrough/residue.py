"""Looking for what must not be there: needles as UTF-8, UTF-16, base64 and raw bytes.

A search counts only if it first finds the canaries planted in the same folders.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.walkthrough.folders import files

_WINDOW = 64
_LEAST = 4
_TABLE_BITS = 23
_CHUNK = 1 << 22


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


def hash_needles(what: str, text: str) -> list[Needle]:
    """Return the hashes that need no key, of a text as it is and in both cases.

    Raw, hexadecimal and base64; what is kept of a hash cut short is found by its first 8 bytes.
    """
    found: list[Needle] = []
    for form in sorted({text, text.upper(), text.lower()}):
        for kind in _HASHES:
            whole = hashlib.new(kind, form.encode(), usedforsecurity=False).digest()
            short = whole[:_CUT]
            hexes = {short.hex().encode(), short.hex().upper().encode()}
            forms = {short, *hexes, *_base64_cores(short)}
            found.append(Needle(f"{kind} de {what}", tuple(sorted(forms))))
    return found


_HASHES = ("md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b", "blake2s")
_CUT = 8


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
    index = _Index(needles)
    return [(what, path) for path in files(folders) for what in index.found_in(path.read_bytes())]


class _Index:
    """Many needles looked for at once: only where four bytes begin one is it compared whole."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        self._table = np.zeros(1 << _TABLE_BITS, bool)
        self._by_start: dict[bytes, list[tuple[bytes, str]]] = {}
        for needle in needles:
            for form in needle.forms:
                start = form[:_LEAST]
                self._by_start.setdefault(start, []).append((form, needle.what))
                self._table[_hashed(np.frombuffer(start, np.uint8))] = True

    def found_in(self, content: bytes) -> set[str]:
        """Return the needles that stand in `content`."""
        found: set[str] = set()
        for begin in range(0, len(content), _CHUNK):
            piece = np.frombuffer(content, np.uint8)[begin : begin + _CHUNK + _LEAST - 1]
            if len(piece) < _LEAST:
                continue
            for at in np.flatnonzero(self._table[_hashed(piece)]) + begin:
                place = int(at)
                for form, what in self._by_start.get(content[place : place + _LEAST], ()):
                    if what not in found and content.startswith(form, place):
                        found.add(what)
        return found


def _hashed(content: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint32]:
    """Return a short hash of the four bytes at each place."""
    wide = content.astype(np.uint32)
    four = wide[:-3] | wide[1:-2] << 8 | wide[2:-1] << 16 | wide[3:] << 24
    hashed = (four * np.uint32(2654435761)) >> np.uint32(32 - _TABLE_BITS)
    return hashed.astype(np.uint32)


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

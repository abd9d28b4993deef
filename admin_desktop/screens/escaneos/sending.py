"""A file that is to be attached: what is told of it, how far it is, and what its form lacks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from pathlib import Path
from threading import Event
from typing import Final

from core.domain.registration.escaneo import MOST_PAGES, Escaneo, EscaneoKind, NewEscaneo
from core.domain.registration.escaneo_errors import EscaneoMalformed
from core.domain.values.form_reader import FormReader
from core.domain.values.typed_day import read_day
from core.errors import ApoyoError

Told = Callable[[int, int], None]
"""Hears how many bytes were sent, and of how many. It raises where the sending is given up."""
MOST_AT_ONCE: Final = 20
_PICTURES: Final = (".jpg", ".jpeg", ".png")


class FileState(Enum):
    """How far a file is."""

    READY = auto()
    WAITING = auto()
    SENDING = auto()
    FAILED = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Sending:
    """What the other thread is given: whose it is, what is told of the file, and where it lies.

    `told` may raise SendingCancelled. Size and hash of `new` are the file's, read by the gateway.
    """

    number: str
    path: Path
    make: Callable[[int, str], NewEscaneo]
    told: Told
    cancelled: Event


@dataclass(frozen=True, slots=True)
class AttachGateway:
    """What sending asks of the server and of this machine. `size` is that of a file, in bytes."""

    bring: Callable[[Sending], Escaneo]
    size: Callable[[Path], int]


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file that was chosen. `starts` are the texts that its fields begin with."""

    key: int
    path: Path
    size: int
    starts: Mapping[str, str]
    replaces: Escaneo | None = None
    state: FileState = FileState.READY
    sentence: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    cancelled: Event = field(default_factory=Event, compare=False)

    @property
    def on_its_way(self) -> bool:
        """Tell whether it is being sent, or about to be."""
        return self.state in (FileState.WAITING, FileState.SENDING)


def starts_of(path: Path, replaces: Escaneo | None) -> dict[str, str]:
    """Return the texts that the fields of a file begin with."""
    return {
        "kind": replaces.kind.value if replaces else "",
        "title": replaces.title if replaces else path.stem.replace("_", " ").strip(),
        "day": f"{replaces.day:%d/%m/%Y}" if replaces else "",
        "pages": "1" if path.suffix.lower() in _PICTURES else "",
        "reason": "",
    }


def maker_of(line: FileLine) -> Callable[[int, str], NewEscaneo]:
    """Return what makes the document of a file whose form was read, of its size and hash."""
    form = FormReader(line.sent)
    kind, title = EscaneoKind(line.sent["kind"]), form.text("title")
    pages, day, reason = form.number("pages"), read_day(line.sent["day"]), form.text("reason")
    replaced = line.replaces.id if line.replaces is not None else ""

    def make(size: int, sha256: str) -> NewEscaneo:
        return NewEscaneo(line.id, kind, title, day, pages, size, sha256, replaced, reason)

    return make


def broken_fields(line: FileLine, texts: Mapping[str, str]) -> dict[str, ApoyoError]:
    """Return what each field of a file that cannot be read broke."""
    form = FormReader(texts)
    for required in ("kind", "title", *(("reason",) if line.replaces else ())):
        form.required(required)
    form.read("day", read_day, instead=date.min)
    pages = form.number("pages")
    if "pages" not in form.broken and not 1 <= pages <= MOST_PAGES:
        form.refuse("pages", EscaneoMalformed)
    return form.broken

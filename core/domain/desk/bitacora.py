"""An entry of the append-only log as people read it, and how each covers the one before."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from itertools import pairwise
from typing import ClassVar

ABOUT_ASPIRANTE = frozenset(
    {
        *("aspirante_registrado", "acceso_enviado", "correo_corregido", "registro_corregido"),
        *("deber_aceptado", "envio_abierto", "envio_cerrado", "acuse_emitido", "acta_emitida"),
        *("avance_corregido", "aviso_leido"),
        *("candidatura_terminada", "candidatura_restituida"),
        *("escaneo_agregado", "escaneo_reemplazado", "escaneo_retirado", "escaneo_copiado"),
    }
)
"""The acts whose subject is an Id Solicitante."""


@dataclass(frozen=True, slots=True)
class BitacoraRow:
    """One entry of the append-only log. Hashes in hex; `hash` covers `previous` and `content`.

    `content` is the hashed text: JSON with everything that was kept of the act.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    sequence: int
    at: datetime
    actor: str
    act: str
    subject: str
    hash: str
    previous: str
    content: str

    @property
    def facts(self) -> dict[str, str]:
        """Return what the act kept besides who, what and about whom."""
        try:
            facts: dict[str, str] = json.loads(self.content)["facts"]
        except (ValueError, KeyError, TypeError):
            return {}
        return facts

    @property
    def is_whole(self) -> bool:
        """Tell whether the entry is the one that was hashed, in its text and in what is shown."""
        try:
            kept = json.loads(self.content)
            told = tuple(kept[name] for name in ("sequence", "actor", "act", "subject"))
            at = datetime.fromisoformat(kept["at"])
        except (ValueError, KeyError, TypeError):
            return False
        same = (*told, at) == (self.sequence, self.actor, self.act, self.subject, self.at)
        return same and chained(self.previous, self.content) == self.hash


@dataclass(frozen=True, slots=True)
class BitacoraAsked:
    """Which entries are wanted: by who, by act, about what, of which instants; empty means any.

    `since` is the first instant and `until` the first one that is too late.
    """

    actor: str = ""
    act: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class BitacoraWanted:
    """The same as a person asks it, by local days; a last day alone begins with the first act."""

    actor: str = ""
    act: str = ""
    subject: str = ""
    day: date | None = None
    day_to: date | None = None

    @property
    def is_all(self) -> bool:
        """Tell whether nothing is left out."""
        return self == ALL_ACTS

    def asked(self, zone: tzinfo) -> BitacoraAsked:
        """Return it by instants. `day` alone means that one day."""
        last = self.day_to or self.day
        since = _begins(self.day, zone) if self.day else None
        until = _begins(last + timedelta(days=1), zone) if last else None
        return BitacoraAsked(self.actor, self.act, self.subject, since, until)


ALL_ACTS = BitacoraWanted()


@dataclass(frozen=True, slots=True)
class ChainChecked:
    """A part of the log that was checked, from entry `first` to `last`, both of them included.

    `broken` is the first entry that does not fit, 0 where all do; `newest` the last there is.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    first: int
    last: int
    newest: int
    broken: int
    head: str


def chained(previous: str, content: str) -> str:
    """Return SHA-256 (hex) over the previous hash (32 bytes) and the UTF-8 content."""
    return sha256(bytes.fromhex(previous) + content.encode()).hexdigest()


def first_broken(rows: Sequence[BitacoraRow]) -> int:
    """Return the number of the first entry that does not fit, of rows oldest first; 0: all do.

    Rows of a filtered list may leave entries out: only neighbours are held against each other.
    """
    broken = [row.sequence for row in rows if not row.is_whole]
    for older, newer in pairwise(rows):
        if newer.sequence == older.sequence + 1 and newer.previous != older.hash:
            broken.append(newer.sequence)
    return min(broken, default=0)


def aspirante_of(row: BitacoraRow) -> str:
    """Return the Id Solicitante that an entry is about, or ""."""
    return row.subject if row.act in ABOUT_ASPIRANTE else ""


def _begins(day: date, zone: tzinfo) -> datetime:
    """Return the first instant of a local day."""
    return datetime.combine(day, time(), zone)

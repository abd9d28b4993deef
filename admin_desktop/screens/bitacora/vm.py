"""The append-only log: every act, chained by its hash to the one before."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PagedVm, PageOf
from core.domain.bitacora import BitacoraRow

_GROUP = 4
_GROUPS = 4


@dataclass(frozen=True, slots=True)
class BitacoraGateway:
    """What this screen asks of the server."""

    page: PageOf[BitacoraRow]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as shown in the list; `head` is a prefix of its `hash` (hex)."""

    sequence: str
    at: str
    actor: str
    act: str
    subject: str
    head: str
    hash: str


class BitacoraVm(PagedVm[BitacoraRow]):
    """The log, as the server orders it."""

    def __init__(
        self, gateway: BitacoraGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway = gateway
        self._local = local

    @property
    def lines(self) -> tuple[EntryLine, ...]:
        """The entries."""
        return tuple(self._line(row) for row in self._shown.items)

    @property
    def last_hash(self) -> str:
        """The hash of the newest entry (SHA-256, hex), as printed in acta and constancias."""
        newest = max(self._shown.items, key=lambda row: row.sequence, default=None)
        return newest.hash if newest else ""

    def _line(self, row: BitacoraRow) -> EntryLine:
        return EntryLine(
            sequence=f"{row.sequence:,}",
            at=self._local.say_exactly(row.at),
            actor=row.actor,
            act=row.act,
            subject=row.subject,
            head=head(row.hash),
            hash=row.hash,
        )


def head(digest: str) -> str:
    """Return the first sixteen hex digits in groups of four, as the documents print it."""
    groups = (digest[start : start + _GROUP] for start in range(0, _GROUP * _GROUPS, _GROUP))
    return " ".join(groups).strip()

"""The append-only log: every act in a sentence, asked in several ways, its chain held."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm
from core.act_sentences import SaidIn, acts, sentence_of, title_of
from core.domain.desk.bitacora import (
    ALL_ACTS,
    BitacoraRow,
    BitacoraWanted,
    ChainChecked,
    aspirante_of,
    first_broken,
)
from core.domain.listing.renglones import Wanted
from core.domain.values.form_reader import FormReader
from core.domain.values.typed_day import read_day
from core.errors import ApoyoError
from core.spanish_dates import short_day
from core.wire import Page

_GROUP = _GROUPS = 4
_NOTHING = "Ningún acto coincide con ese filtro."
_CHAINS = "Los actos que se ven encadenan bien."


@dataclass(frozen=True, slots=True)
class BitacoraGateway:
    """What this screen asks of the server."""

    page: Callable[[Wanted, str, BitacoraWanted], Page[BitacoraRow]]
    whole: Callable[[Wanted, str, BitacoraWanted], Page[BitacoraRow]]
    """The same in large pages."""
    check: Callable[[int], ChainChecked]
    cargo_name: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as shown: its sentence, and the facts that the sentence rests on."""

    sequence: str
    at: str
    actor: str
    title: str
    sentence: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    hash: str
    aspirante: str


class BitacoraVm(PagedVm[BitacoraRow]):
    """The log, as the server orders it, and what was asked of it."""

    orders = ((BY_ARRIVAL, "Número"),)

    def __init__(
        self, gateway: BitacoraGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(lambda wanted, cursor: gateway.page(wanted, cursor, self._some), parent)
        self._gateway, self._local = gateway, local
        self._some = ALL_ACTS
        self._said_in = SaidIn(gateway.cargo_name, local.say_exactly)
        self._checked: ChainChecked | None = None
        self._checking = False

    @property
    def sheet(self) -> ExportSheet[BitacoraRow]:
        """How the list leaves as a file."""
        return sheets.bitacora(self._local, self._said_in)

    @property
    def lines(self) -> tuple[EntryLine, ...]:
        """The entries."""
        return tuple(self._line(row) for row in self._shown.items)

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Every act and how it is called, by the alphabet."""
        named = [(act, title_of(act)) for act in acts()]
        return tuple(sorted(named, key=lambda each: each[1].casefold()))

    @property
    def nothing(self) -> str:
        """Why no entry is shown, where it is not that there is none."""
        asked = super().nothing
        return asked or ("" if self._some.is_all else _NOTHING)

    @property
    def filter_said(self) -> str:
        """What leaves some entries out: a search, and each part of the filter."""
        wanted = self._some
        said = (
            super().filter_said,
            wanted.actor and f"quién: {wanted.actor}",
            wanted.act and f"acto: {title_of(wanted.act)}",
            wanted.subject and f"asunto: {wanted.subject}",
            wanted.day and f"del día {short_day(wanted.day)}",
            wanted.day_to and f"al día {short_day(wanted.day_to)}",
        )
        return "; ".join(each for each in said if each)

    @property
    def is_filtered(self) -> bool:
        """Tell whether some entries are left out."""
        return not self._some.is_all

    @property
    def last_hash(self) -> str:
        """The hash of the newest entry shown (SHA-256, hex), as printed in acta and constancias."""
        newest = max(self._shown.items, key=lambda row: row.sequence, default=None)
        return newest.hash if newest else ""

    @property
    def chain(self) -> str:
        """What is known of the chain: of the entries shown, and of the whole once it was asked."""
        broken = first_broken(tuple(reversed(self._shown.items)))
        if broken:
            return f"El acto {broken:,} no encadena: la bitácora fue alterada."
        checked = self._checked
        if checked is None:
            return _CHAINS if self._shown.items else ""
        if checked.broken:
            return f"El acto {checked.broken:,} no encadena: la bitácora fue alterada."
        if checked.last < checked.newest:
            how = "Comprobando" if self._checking else "Comprobación detenida"
            return f"{how}: {checked.last:,} de {checked.newest:,} actos, todos encadenan."
        return f"Los {checked.newest:,} actos encadenan, del primero al último."

    @property
    def is_broken(self) -> bool:
        """Tell whether some entry does not fit."""
        whole = self._checked is not None and bool(self._checked.broken)
        return whole or bool(first_broken(tuple(reversed(self._shown.items))))

    @property
    def checking(self) -> bool:
        """Tell whether the whole chain is being checked."""
        return self._checking

    def ask(self, texts: Mapping[str, str]) -> None:
        """Show the entries that a form asks for; all of them for an empty one."""
        self._try(lambda: _read(texts), self._ask)

    def check(self) -> None:
        """Check the whole chain, part by part, or stop."""
        self._checking = not self._checking
        if self._checking:
            self._checked = None
            self._check_after(0)
        self.changed.emit()

    def _pages(self) -> Callable[[str], Page[BitacoraRow]]:
        some, wanted = self._some, self._wanted
        return lambda cursor: self._gateway.whole(wanted, cursor, some)

    def _ask(self, wanted: BitacoraWanted) -> None:
        self._some = wanted
        self.load()

    def _check_after(self, after: int) -> None:
        self._run(lambda: self._gateway.check(after), self._take_checked, self._check_failed)

    def _take_checked(self, checked: ChainChecked) -> None:
        if not self._checking:
            return
        self._checked = checked
        self._checking = not checked.broken and checked.last < checked.newest
        if self._checking:
            self._check_after(checked.last)
        self.changed.emit()

    def _check_failed(self, error: ApoyoError) -> None:
        self._checking = False
        self._fail_loading(error)

    def _line(self, row: BitacoraRow) -> EntryLine:
        return EntryLine(
            sequence=f"{row.sequence:,}",
            at=self._local.say_exactly(row.at),
            actor=row.actor,
            title=title_of(row.act),
            sentence=sentence_of(row, self._said_in),
            subject=row.subject,
            facts=(("acto", row.act), *row.facts.items()),
            hash=row.hash,
            aspirante=aspirante_of(row),
        )


def _read(texts: Mapping[str, str]) -> BitacoraWanted:
    """Return what a form asks for. Raises FormBroken."""
    form = FormReader(texts)
    days = [form.get(name, read_day) if form.text(name) else None for name in ("day", "day_to")]
    form.close()
    # A user is kept in lower case, whoever typed it.
    return BitacoraWanted(
        form.text("actor").casefold(), form.text("act"), form.text("subject"), *days
    )


def head(digest: str) -> str:
    """Return the first sixteen hex digits in groups of four, as the documents print it."""
    groups = (digest[start : start + _GROUP] for start in range(0, _GROUP * _GROUPS, _GROUP))
    return " ".join(groups).strip()

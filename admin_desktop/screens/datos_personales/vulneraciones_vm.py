"""Breaches of personal data: what happened, whose data, what was done, and who was told when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.form_key import FormKey
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm, PageOf
from admin_desktop.parts.marks import Mark
from core.domain.datos_personales.datos_personales import NewVulneracion, Vulneracion
from core.domain.values.form_reader import FormReader

HOURS = ("known_at", "owners_told_at", "authority_told_at")
"""The three hours of a breach; each is typed as a day and an hour."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class VulneracionesGateway:
    """What this part asks of the server."""

    page: PageOf[Vulneracion]
    note: Callable[[NewVulneracion, str], Vulneracion]
    change: Callable[[int, NewVulneracion, int], Vulneracion]


@dataclass(frozen=True, slots=True)
class VulneracionLine:
    """One breach as the list says it."""

    row: Vulneracion
    known: str
    what: str
    told: str
    due: str
    mark: Mark
    facts: tuple[tuple[str, str], ...]

    @property
    def id(self) -> int:
        """The number of its row."""
        return self.row.id


class VulneracionesVm(PagedVm[Vulneracion]):
    """The list, and the form of one. `noted` carries the id of what was saved."""

    noted = Signal(int)

    orders = (("avisar", "Plazo de los avisos"), (BY_ARRIVAL, "Asentada"))
    by_time = frozenset({"avisar", BY_ARRIVAL})
    states = (("por_avisar", "Por avisar"), ("avisadas", "Avisadas"))
    day_said = "Día en que se asentó"

    def __init__(
        self, gateway: VulneracionesGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway, self._local, self._key = gateway, local, FormKey()

    @property
    def sheet(self) -> ExportSheet[Vulneracion]:
        """How the list leaves as a file."""
        return sheets.vulneraciones(self._local)

    @property
    def lines(self) -> tuple[VulneracionLine, ...]:
        """The breaches, newest first."""
        return tuple(map(self._line, self._shown.items))

    def texts_of(self, row: Vulneracion | None) -> dict[str, str]:
        """Return the form that shows a breach; of None, a new one that is known now."""
        if row is None:
            now = self._local.clock.now().replace(second=0, microsecond=0)
            return self._hour_texts("known_at", now)
        told = row.told
        texts = {
            "what": told.what,
            "data": told.data,
            "whom": told.whom,
            "people": str(told.people),
            "remedy": told.remedy,
            "advice": told.advice,
            "owners_told_by": told.owners_told_by,
        }
        for name in HOURS:
            texts |= self._hour_texts(name, getattr(told, name))
        return texts

    def begin_anew(self) -> None:
        """Take the next form for another breach: this one was answered, or let go."""
        self._key.renew()

    def save(self, texts: Mapping[str, str], row: Vulneracion | None) -> None:
        """Note a new one, or what is known now of `row`."""
        if row is None:
            self._act("Guardando…", lambda: self._noting(texts), self._saved)
            return

        def prepare() -> Callable[[int], Vulneracion]:
            told = self.read(texts)
            return lambda version: self._gateway.change(row.id, told, version)

        self._save("Guardando…", prepare, self._saved, row.version)

    def _noting(self, texts: Mapping[str, str]) -> Callable[[], Vulneracion]:
        told, key = self.read(texts), self._key.value
        return lambda: self._gateway.note(told, key)

    def read(self, texts: Mapping[str, str]) -> NewVulneracion:
        """Return the breach in the form. Raises FormBroken."""
        form = FormReader(texts)
        known_at = self._instant(form, texts, "known_at") or _NEVER
        what, data, whom = (form.paragraphs(each) for each in ("what", "data", "whom"))
        people = form.number("people") if form.text("people") else 0
        remedy = form.paragraphs("remedy")
        owners_told_at = authority_told_at = None
        told_by = form.text("owners_told_by")
        if _is_typed(texts, "owners_told_at"):
            owners_told_at = self._instant(form, texts, "owners_told_at")
            told_by = form.required("owners_told_by")
        if _is_typed(texts, "authority_told_at"):
            authority_told_at = self._instant(form, texts, "authority_told_at")
        form.close()
        return NewVulneracion(
            known_at=known_at,
            what=what,
            data=data,
            whom=whom,
            people=people,
            remedy=remedy,
            advice=form.long("advice"),
            owners_told_at=owners_told_at,
            owners_told_by=told_by,
            authority_told_at=authority_told_at,
        )

    def _instant(self, form: FormReader, texts: Mapping[str, str], name: str) -> datetime | None:
        day, hour = texts.get(f"{name}_dia", ""), texts.get(f"{name}_hora", "")
        return form.get(name, lambda _: self._local.instant(day, hour))

    def _hour_texts(self, name: str, at: datetime | None) -> dict[str, str]:
        return {
            f"{name}_dia": self._local.day_text(at) if at else "",
            f"{name}_hora": self._local.hour_text(at) if at else "",
        }

    def _saved(self, row: Vulneracion) -> None:
        self.begin_anew()
        self._put(row, lambda each: each.id == row.id)
        self._said = f"Vulneración {row.id} guardada."
        if not row.is_told:
            self._said += f" Avise a más tardar el {self._local.say_exactly(row.told_by)}."
        self.noted.emit(row.id)

    def _line(self, row: Vulneracion) -> VulneracionLine:
        late = not row.is_told and self._local.clock.now() > row.told_by
        told = "Avisada" if row.is_told else "Falta avisar"
        due = "" if row.is_told else f"Hasta el {self._local.say_exactly(row.told_by)}"
        mark = Mark.ERROR if late else Mark.QUIET if row.is_told else Mark.WARN
        known = self._local.say_exactly(row.told.known_at)
        return VulneracionLine(row, known, row.told.what, told, due, mark, self._facts(row, due))

    def _facts(self, row: Vulneracion, due: str) -> tuple[tuple[str, str], ...]:
        told, say = row.told, self._local.say_exactly
        return (
            ("Se supo", say(told.known_at)),
            ("Qué pasó", told.what),
            ("Qué datos", told.data),
            ("De quiénes", told.whom),
            ("Cuántas", f"{told.people:,}" if told.people else "no se sabe todavía"),
            ("Qué se hizo", told.remedy),
            ("Se recomienda", told.advice),
            ("Por avisar", due),
            ("A titulares", say(told.owners_told_at) if told.owners_told_at else ""),
            ("Por qué medio", told.owners_told_by),
            ("A la autoridad", say(told.authority_told_at) if told.authority_told_at else ""),
            ("La asentó", f"{row.noted_by}, {say(row.noted_at)}"),
        )


def _is_typed(texts: Mapping[str, str], name: str) -> bool:
    """Tell whether a day or an hour stands there: what did not happen yet has neither."""
    return bool((texts.get(f"{name}_dia", "") + texts.get(f"{name}_hora", "")).strip())

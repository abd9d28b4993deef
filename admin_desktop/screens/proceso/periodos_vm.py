"""Numerals 12 and 26, at the desk: the acts that set from when until when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework import held_sheets
from admin_desktop.framework.held_vm import HeldVm
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.screens.proceso.form import zones
from admin_desktop.screens.proceso.signing import periodo_signing
from core.domain.proceso.periodo import SENDING_MARGIN, Periodo, PeriodoAct, in_force, is_repeated
from core.domain.proceso.proceso import PublishedProceso
from core.domain.proceso.proceso_errors import PeriodoRepeated
from core.domain.values.form_errors import FormBroken
from core.domain.values.form_reader import FormReader
from core.errors import RuleBroken

_SENDING_GROUND = "Envío hasta: "
"""What begins the ground of another end of sending, after the ground of the period."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PeriodosGateway:
    """What this screen asks of the server."""

    fetch: Callable[[], tuple[PeriodoAct, ...]]
    publish: Callable[[PeriodoAct, int], PeriodoAct]


@dataclass(frozen=True, slots=True)
class PeriodoLine:
    """One act as the list says it."""

    whom: str
    starts: str
    capture_ends: str
    sending_ends: str
    agreement: str
    version: str
    in_force: bool


class PeriodosVm(WorkingVm):
    """Dates per cargo or, where a court says so, per aspirante. Hours are the state's."""

    published = Signal()
    to_sign = Signal(object)
    """The Signing of what the form says: a person sees it before `sign`."""

    wire_fields: ClassVar = {
        "periodo": "fin",
        "cargo": "cargo",
        "aspirante": "aspirante",
        "agreement": "acuerdo",
        "periodo.ground": "fundamento",
        "periodo.starts_at": "inicio",
        "periodo.capture_ends_at": "fin",
        "periodo.sending_ends_at": "envio",
    }

    def __init__(
        self, gateway: PeriodosGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway = gateway
        self._local = local
        self._offices: dict[str, str] = {}
        self._acts: tuple[PeriodoAct, ...] | None = None
        sheet = held_sheets.periodos(local, lambda cargo: self._offices.get(cargo, cargo))
        self.held = HeldVm(sheet, lambda: self._acts, self)
        """The acts, as they leave."""
        self._decided: PeriodoAct | None = None
        self._seen = 0

    @property
    def offices(self) -> Mapping[str, str]:
        """Id and name of the offices of the proceso in force."""
        return self._offices

    @property
    def zone_said(self) -> str:
        """Which hours these are."""
        zone = self._local.zone_name()
        return f"Hora local: {zones().get(zone, zone)}."

    @property
    def lines(self) -> tuple[PeriodoLine, ...]:
        """The acts, the last one first."""
        return tuple(self._line(act) for act in sorted(self._acts or (), key=_order, reverse=True))

    def show_proceso(self, published: PublishedProceso | None) -> None:
        """Take the offices of the proceso in force."""
        cargos = published.proceso.cargos if published else ()
        self._offices = {each.id: each.name for each in cargos}
        self.changed.emit()

    def load(self) -> None:
        """Fetch the acts."""
        self._load(self._gateway.fetch, self._take)

    def refresh(self) -> None:
        """Fetch the acts again."""
        self.load()

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back."""
        self.load()

    def proposed_sending(self, day: str, hour: str) -> tuple[str, str]:
        """Return the day and hour 24 h after a typed end of capture; ("", "") if invalid."""
        try:
            ends_at = self._local.instant(day, hour) + SENDING_MARGIN
        except RuleBroken:
            return "", ""
        return self._local.day_text(ends_at), self._local.hour_text(ends_at)

    def is_unusual(self, texts: Mapping[str, str]) -> bool:
        """Tell whether another end of sending than 24:00:00 later is typed: it has its ground."""
        typed = (texts.get("envio_dia", ""), texts.get("envio_hora", ""))
        proposed = self.proposed_sending(texts.get("fin_dia", ""), texts.get("fin_hora", ""))
        try:
            return "" not in proposed and self._local.instant(*typed) != self._local.instant(
                *proposed
            )
        except RuleBroken:
            return False

    def publish(self, texts: Mapping[str, str]) -> None:
        """Show what the act in the form would sign, or say what is wrong beside each field."""
        self._act("Revisando…", lambda: self._reading(self.read(texts)), self._review)

    def sign(self) -> None:
        """Publish the act that was shown last."""
        act = self._decided
        if act is not None:
            publish = partial(self._gateway.publish, act)
            self._save("Publicando…", lambda: publish, self._published, self._seen)

    def read(self, texts: Mapping[str, str]) -> PeriodoAct:
        """Return the act in the form. Raises FormBroken."""
        form = FormReader(texts)
        starts, ends, sending = (
            self._instant(form, texts, key) for key in ("inicio", "fin", "envio")
        )
        ground, agreement = form.required("fundamento"), form.required("acuerdo")
        cargo = form.required("cargo")
        if not form.broken.keys() & {"inicio", "fin", "envio"}:
            form.check("fin", lambda: Periodo(starts, ends, sending, ground))
        if "fin" not in form.broken and self.is_unusual(texts):
            ground = f"{ground}\n{_SENDING_GROUND}{form.required('fundamento_envio')}"
        form.close()
        periodo = Periodo(starts, ends, sending, ground)
        return PeriodoAct(cargo, form.text("aspirante"), periodo, agreement)

    def _reading(self, act: PeriodoAct) -> Callable[[], tuple[PeriodoAct, tuple[PeriodoAct, ...]]]:
        """Ask for the acts anew, for another person may have published. Raises FormBroken."""

        def work() -> tuple[PeriodoAct, tuple[PeriodoAct, ...]]:
            acts = self._gateway.fetch()
            if is_repeated(act, acts):
                raise FormBroken({"fin": PeriodoRepeated()})
            return act, acts

        return work

    def _review(self, found: tuple[PeriodoAct, tuple[PeriodoAct, ...]]) -> None:
        self._decided, self._acts = found
        act, acts = found
        rule = in_force(acts, cargo=act.cargo, aspirante=act.aspirante)
        before = next((each for each in acts if each.periodo is rule), None)
        cargo = self._offices.get(act.cargo, act.cargo)
        self.to_sign.emit(periodo_signing(act, before, cargo, self._local))

    def _instant(self, form: FormReader, texts: Mapping[str, str], key: str) -> datetime:
        day, hour = texts.get(f"{key}_dia", ""), texts.get(f"{key}_hora", "")
        return form.read(key, lambda _: self._local.instant(day, hour), instead=_NEVER)

    def _published(self, act: PeriodoAct) -> None:
        self._take((*(self._acts or ()), act))
        ends = self._local.say_exactly(act.periodo.capture_ends_at)
        self._said = f"Periodo publicado. Se capta hasta el {ends}."
        self.published.emit()

    def _take(self, acts: tuple[PeriodoAct, ...]) -> None:
        self._acts = acts
        self._seen = max((each.version for each in acts), default=0)

    def _line(self, act: PeriodoAct) -> PeriodoLine:
        whom = self._offices.get(act.cargo, act.cargo)
        rule = in_force(self._acts or (), cargo=act.cargo, aspirante=act.aspirante)
        return PeriodoLine(
            whom=f"{whom} · Id {act.aspirante}" if act.aspirante else whom,
            starts=self._local.say_exactly(act.periodo.starts_at),
            capture_ends=self._local.say_exactly(act.periodo.capture_ends_at),
            sending_ends=self._local.say_exactly(act.periodo.sending_ends_at),
            agreement=act.agreement,
            version=str(act.version),
            in_force=act.periodo is rule,
        )


def _order(act: PeriodoAct) -> tuple[int, str]:
    return act.version, act.cargo

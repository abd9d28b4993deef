"""What this person has to do now, each thing with the words of its row and what opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.subjects import ToDeliver, ToFind, ToTrain, ToVulneraciones
from admin_desktop.framework.working_vm import WorkingVm
from core.act_sentences import job_title, said_of
from core.domain.desk.hoy import Hoy, Pendiente, PendienteKind, Pendientes
from core.spanish_dates import short_day

_TITLES = {
    PendienteKind.REGISTRAR: "Falta registrar",
    PendienteKind.PERIODO: "Periodos que terminan pronto",
    PendienteKind.CORREO: "Correos que no se pudieron enviar",
    PendienteKind.APARTADO: "Apartados que esperan a una persona",
    PendienteKind.PADRON: "Listas nominales por decidir",
    PendienteKind.GEOGRAFIA: "Geografías por decidir",
    PendienteKind.ROBADA: "Tabletas reportadas como robadas",
    PendienteKind.SOLICITUD: "Solicitudes sobre datos personales",
    PendienteKind.VULNERACION: "Vulneraciones de datos por avisar",
    PendienteKind.ENTREGAR: "Constancias por entregar",
    PendienteKind.CAPACITAR: "Aspirantes sin capacitar",
    PendienteKind.SILENCIO: "Tabletas sin noticia",
}
_VERBS = {
    PendienteKind.REGISTRAR: "Registrar",
    PendienteKind.PERIODO: "Ver plazos",
    PendienteKind.CORREO: "Ver correo",
    PendienteKind.APARTADO: "Ver apartado",
    PendienteKind.PADRON: "Decidir",
    PendienteKind.GEOGRAFIA: "Decidir",
    PendienteKind.ROBADA: "Ver tableta",
    PendienteKind.SOLICITUD: "Atender",
    PendienteKind.VULNERACION: "Ver vulneración",
    PendienteKind.ENTREGAR: "Entregar",
    PendienteKind.CAPACITAR: "Capacitar",
    PendienteKind.SILENCIO: "Ver expediente",
}
_PRESSING = frozenset(
    {
        *(PendienteKind.REGISTRAR, PendienteKind.PERIODO, PendienteKind.ROBADA),
        PendienteKind.VULNERACION,
    }
)

_OF_CONSTANCIA = frozenset({PendienteKind.REGISTRAR, PendienteKind.ENTREGAR})


@dataclass(frozen=True, slots=True)
class HoyRow:
    """One thing to do: its two lines, the verb that opens it, and where that leads."""

    what: str
    more: str
    verb: str
    area: str
    subject: object


@dataclass(frozen=True, slots=True)
class HoyGroup:
    """The things of one kind. `rest` says how many are not told one by one."""

    title: str
    presses: bool
    rows: tuple[HoyRow, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class HoyGateway:
    """What this screen asks of the server."""

    now: Callable[[], Hoy]
    cargo_name: Callable[[str], str]


class HoyVm(WorkingVm):
    """Reads what waits; whatever is done elsewhere is gone at the next reading."""

    def __init__(
        self, gateway: HoyGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway, self._local = gateway, local
        self._hoy: Hoy | None = None

    @property
    def groups(self) -> tuple[HoyGroup, ...]:
        """What waits, what presses most first."""
        return tuple(map(self._group, self._hoy.groups)) if self._hoy else ()

    @property
    def nothing(self) -> str:
        """What is said where nothing is shown: that nothing waits, or that it is not known yet."""
        if self._hoy is None:
            return "No se pudo leer lo que hay por hacer." if self._trouble else "Leyendo…"
        return "" if self._hoy.groups else "No hay nada pendiente para su papel en este momento."

    @property
    def asked(self) -> str:
        """When it was read: «Al 24 nov 2026, 10:42»."""
        return f"Al {self._local.say_exactly(self._hoy.at.replace(second=0))}" if self._hoy else ""

    def load(self) -> None:
        """Read what waits."""
        self._load(self._gateway.now, self._take)

    def ask_again(self) -> None:
        """Read what the silence of the server kept back."""
        self.load()

    def _take(self, hoy: Hoy) -> None:
        self._trouble, self._hoy = None, hoy

    def _group(self, found: Pendientes) -> HoyGroup:
        title = f"{_TITLES[found.kind]}: {found.total:,}"
        urgent = sum(each.urgent for each in found.first)
        if found.kind is PendienteKind.REGISTRAR and urgent:
            title = f"Falta registrar hoy, antes de las 24:00: {urgent:,}"
            title += f" · de días anteriores: {found.total - urgent:,}" * (found.total > urgent)
        rest = found.total - len(found.first)
        return HoyGroup(
            title=title,
            presses=found.kind in _PRESSING,
            rows=tuple(self._row(found.kind, each) for each in found.first),
            rest=f"Y {rest:,} más." if rest else "",
        )

    def _row(self, kind: PendienteKind, each: Pendiente) -> HoyRow:
        what, more = self._words(kind, each)
        area, subject = _opens(kind, each)
        return HoyRow(what, more, _VERBS[kind], area, subject)

    def _words(self, kind: PendienteKind, each: Pendiente) -> tuple[str, str]:
        """Return the two lines of a row."""
        cargo, say = self._gateway.cargo_name, self._local.say
        if kind is PendienteKind.PERIODO:
            whose = f"aspirante {each.ref}" if each.ref else "todo el cargo"
            ends = self._local.say_exactly(each.at) if each.at else ""
            return cargo(each.what), f"Termina la {each.about} el {ends}, {whose}"
        if kind is PendienteKind.SOLICITUD:
            due = short_day(date.fromisoformat(each.about))
            right = said_of("derecho", each.what)
            return f"Solicitud {each.ref}", f"{right[:1].upper()}{right[1:]} · vence el {due}"
        if kind is PendienteKind.VULNERACION:
            return f"Vulneración {each.what}", f"Se avisa hasta el {say(each.at)}"
        if kind in _OF_CONSTANCIA:
            return each.what, f"{cargo(each.about)} · constancia {each.ref}"
        if kind is PendienteKind.CAPACITAR:
            return each.what, f"{cargo(each.about)} · Id Solicitante {each.ref}"
        said = {
            PendienteKind.SILENCIO: (
                f"Auxiliar {each.what}",
                f"Aspirante {each.ref} · última noticia {say(each.at)}",
            ),
            PendienteKind.APARTADO: (
                f"{job_title(each.about)}: {each.what}",
                f"Último intento {say(each.at)}",
            ),
            PendienteKind.ROBADA: (
                f"Auxiliar {each.what}",
                f"Su tableta, activada {say(each.at)}",
            ),
        } | dict.fromkeys(
            (PendienteKind.PADRON, PendienteKind.GEOGRAFIA),
            (f"Importación {each.ref}", f"La envió {each.about}, {say(each.at)}"),
        )
        return said.get(kind, (each.what, f"{each.about} · {say(each.at)}"))


def _opens(kind: PendienteKind, each: Pendiente) -> tuple[str, object]:
    """Return the area where it is done, and what that area is asked for."""
    subjects: dict[PendienteKind, tuple[str, object]] = {
        PendienteKind.REGISTRAR: ("registro", each.constancia),
        PendienteKind.PERIODO: ("proceso", None),
        PendienteKind.CORREO: ("correos", ToFind(each.what)),
        PendienteKind.APARTADO: ("apartados", ToFind(each.ref)),
        PendienteKind.PADRON: ("padron", None),
        PendienteKind.GEOGRAFIA: ("proceso", None),
        PendienteKind.SOLICITUD: ("datos", ToFind(each.ref)),
        PendienteKind.VULNERACION: ("datos", ToVulneraciones()),
        PendienteKind.ROBADA: ("tabletas", ToFind(each.about)),
        PendienteKind.CAPACITAR: ("capacitacion", ToTrain()),
        PendienteKind.SILENCIO: ("expediente", each.ref),
    }
    if kind is PendienteKind.ENTREGAR and each.constancia is not None:
        return "constancias", ToDeliver(each.constancia)
    return subjects[kind]

"""The ports of registration in memory: what the contract tests hold against the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Ocr, Seccion
from core.domain.proceso.geografia import SeccionPlace
from core.domain.proceso.periodo import PeriodoAct
from core.domain.proceso.proceso import Ambito, Cargo, Mode, Notice, Proceso, PublishedProceso
from core.domain.proceso.proceso_errors import ProcesoMissing
from core.domain.registration.aspirante import (
    Autenticacion,
    Contacto,
    CredencialAspirante,
    Expediente,
    Persona,
    RegistroAspirante,
)
from core.domain.registration.capacitacion import Capacitacion, CapacitacionRow
from core.domain.registration.constancia import Constancia, Entrega
from core.domain.values.signed import Signed
from core.errors import NotThere
from core.ports.central import NO_FACTS, Letter, NewMail
from core.ports.central_registration import KeptPrint, KnownAspirante, KnownConstancia, NewAspirante
from core.ports.shared import Clock
from tests.fakes.clock import SetClock

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
"""Noon in the state of the fictitious proceso."""

TODAY = date(2026, 11, 24)

PROCESO = Proceso(
    id="muestra-2027",
    name="Proceso de MUESTRA",
    instituto="Instituto de MUESTRA",
    mode=Mode.PRACTICA,
    entidad="09",
    time_zone="America/Mexico_City",
    agreement="ACU-000 (ficticio)",
    cargos=(Cargo("gubernatura", "Gubernatura", Ambito.ENTIDAD, "09", umbral=3),),
    generos=("Mujer", "Hombre"),
    legal_grounds=("artículo ficticio",),
    notice=Notice("1", "Aviso ficticio."),
    duty_text="Deber ficticio.",
)
PLACE = SeccionPlace("0123", "09", "015", "Cuauhtémoc (MUESTRA)", "012")


def a_constancia(number: str = "CI-001", **changes: Any) -> Constancia:  # noqa: ANN401  any field
    """Return Ana's constancia, of today."""
    made = Constancia(
        number=number,
        date=TODAY,
        nombre="Ana",
        apellido_paterno="Muestra",
        apellido_materno="Ficticia",
        sin_segundo_apellido=False,
        sobrenombre="",
        cargo="gubernatura",
    )
    return replace(made, **changes)


def a_registro(**changes: Any) -> RegistroAspirante:  # noqa: ANN401  any field
    """Return Ana's registration."""
    made = RegistroAspirante(
        cargo="gubernatura",
        persona=Persona(
            nombre="Ana",
            apellido_paterno="Muestra",
            apellido_materno="Ficticia",
            sin_segundo_apellido=False,
            sobrenombre="",
            lugar_nacimiento="Ciudad de México",
            fecha_nacimiento=date(1980, 1, 2),
            genero="Mujer",
        ),
        credencial=CredencialAspirante(
            clave=ClaveElector("MSFCAN80010209M000"),
            ocr=Ocr("0123000000001"),
            cic=None,
            entidad="09",
            municipio="015",
            seccion=Seccion("0123"),
        ),
        contacto=Contacto("5500000001", "", ""),
        autenticacion=Autenticacion("ana@muestra.example"),
        expediente=Expediente(TODAY, "Beto Ficticio", date(2026, 11, 1), "CI-001"),
    )
    return replace(made, **changes)


@dataclass
class MemoryBitacora:
    """A Bitacora that only remembers."""

    acts: list[tuple[str, str]] = field(default_factory=list)
    facts: list[dict[str, str]] = field(default_factory=list)
    clock: Clock = field(default_factory=lambda: SetClock(NOW))
    actor: str = "prueba"
    _head: str = "0" * 64

    def append(self, act: str, subject: str, facts: Mapping[str, str] = NO_FACTS) -> int:
        self.acts.append((act, subject))
        self.facts.append(dict(facts))
        said = f"{self._head} {self.clock.now()} {self.actor} {act} {subject} {dict(facts)}"
        self._head = sha256(said.encode()).hexdigest()
        return len(self.acts)

    def head(self) -> str:
        return self._head


@dataclass
class MemoryOutbox:
    """An Outbox that only remembers."""

    mails: list[NewMail] = field(default_factory=list)
    voided: list[tuple[str, str]] = field(default_factory=list)
    waiting: dict[int, NewMail] = field(default_factory=dict)

    def put(self, mail: NewMail) -> int:
        self.mails.append(mail)
        self.waiting[len(self.mails)] = mail
        return len(self.mails)

    def void(self, kind: str, about: str) -> None:
        self.voided.append((kind, about))
        for number, mail in list(self.waiting.items()):
            if (mail.kind, mail.about) == (kind, about):
                del self.waiting[number]

    def sent(self, mail_id: int) -> None:
        """Deliver one, as the worker does."""
        del self.waiting[mail_id]


def a_letter(kind: str, facts: Any) -> Letter:  # noqa: ANN401  any mapping
    """Return a letter that says every fact."""
    return Letter(kind, "\n".join(f"{name}: {text}" for name, text in facts.items()), "")


def unsigned(kind: str, value: object) -> Signed:
    """Return a statement that nobody signed: enough for acts, which never read one."""
    return Signed(kind, str(value), "", "")


@dataclass
class MemoryProcesos:
    """Procesos in memory."""

    versions: list[PublishedProceso] = field(default_factory=list)
    in_use: frozenset[str] = frozenset()

    def current(self) -> PublishedProceso:
        if not self.versions:
            raise ProcesoMissing
        return self.versions[-1]

    def latest(self) -> PublishedProceso | None:
        return self.versions[-1] if self.versions else None

    def publish(self, published: PublishedProceso, signed: Signed) -> None:
        del signed
        self.versions.append(published)

    def people_notices(self) -> Sequence[Notice]:
        return tuple(each.proceso.people_notice for each in self.versions)

    def cargos_in_use(self) -> frozenset[str]:
        return self.in_use


@dataclass
class MemoryPeriodos:
    """Periodos in memory."""

    kept: list[PeriodoAct] = field(default_factory=list)

    def acts(self) -> Sequence[PeriodoAct]:
        return tuple(self.kept)

    def add(self, act: PeriodoAct) -> PeriodoAct:
        self.kept.append(replace(act, version=len(self.kept) + 1))
        return self.kept[-1]


@dataclass
class MemoryGeografia:
    """A Geografia of a few places."""

    places: tuple[SeccionPlace, ...] = (PLACE,)

    def is_empty(self) -> bool:
        return not self.places

    def has_municipio(self, entidad: str, municipio: str) -> bool:
        return any((each.entidad, each.municipio) == (entidad, municipio) for each in self.places)

    def place(self, entidad: str, seccion: str) -> SeccionPlace | None:
        of_number = (each for each in self.places if each.seccion == seccion)
        found = [each for each in of_number if entidad in ("", each.entidad)]
        return found[0] if len(found) == 1 else None


@dataclass
class MemoryConstancias:
    """Constancias in memory; `used` holds the ids that an aspirante was registered with."""

    kept: dict[int, Constancia] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    voided: dict[int, tuple[str, str]] = field(default_factory=dict)
    copies: dict[int, int] = field(default_factory=dict)
    prints: dict[str, KeptPrint] = field(default_factory=dict)

    def find(self, number: str) -> KnownConstancia | None:
        ids = (each for each, made in self.kept.items() if made.number == number.strip())
        found = next(ids, None)
        return self.by_id(found) if found else None

    def by_id(self, constancia_id: int) -> KnownConstancia:
        if constancia_id not in self.kept:
            raise NotThere
        used, voided = constancia_id in self.used, constancia_id in self.voided
        return KnownConstancia(constancia_id, self.kept[constancia_id], used, voided)

    def add(self, constancia: Constancia) -> int:
        self.kept[len(self.kept) + 1] = constancia
        return len(self.kept)

    def deliver(self, constancia_id: int, entrega: Entrega) -> None:
        before = self.by_id(constancia_id).constancia
        self.kept[constancia_id] = replace(
            before, delivered_at=entrega.delivered_at, delivered_to=entrega.delivered_to
        )

    def sealed(self, constancia_id: int, position: int, head: str) -> None:
        del position, head
        self.by_id(constancia_id)

    def void(self, constancia_id: int, reason: str, replaced_by: str) -> None:
        self.by_id(constancia_id)
        self.voided[constancia_id] = (reason, replaced_by)

    def printed(self, constancia_id: int) -> int:
        self.by_id(constancia_id)
        self.copies[constancia_id] = self.copies.get(constancia_id, 0) + 1
        return self.copies[constancia_id]

    def print_of(self, key: str) -> KeptPrint | None:
        return self.prints.get(key)

    def keep_print(self, made: KeptPrint) -> None:
        self.prints[made.request.key] = made

    def numbers(self, before: str, after: str) -> Sequence[str]:
        numbers = (each.number for each in self.kept.values())
        return [each for each in numbers if each.startswith(before) and each.endswith(after)]


@dataclass
class MemoryCapacitaciones:
    """Capacitaciones in memory."""

    kept: list[CapacitacionRow] = field(default_factory=list)

    def by_id(self, capacitacion_id: int) -> CapacitacionRow:
        found = [each for each in self.kept if each.id == capacitacion_id]
        if not found:
            raise NotThere
        return found[0]

    def add(self, capacitacion: Capacitacion) -> CapacitacionRow:
        self.kept.append(CapacitacionRow(len(self.kept) + 1, capacitacion))
        return self.kept[-1]


@dataclass
class MemoryAspirantes:
    """Aspirantes in memory; registering uses up the constancia."""

    constancias: MemoryConstancias
    kept: dict[str, KnownAspirante] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)

    def by_key(self, key: str) -> KnownAspirante | None:
        return self.kept.get(self.keys.get(key, ""))

    def sent(self, id_solicitante: str) -> str:
        self.by_id(id_solicitante)
        return self.requests[id_solicitante]

    def by_id(self, id_solicitante: str) -> KnownAspirante:
        if id_solicitante not in self.kept:
            raise NotThere
        return self.kept[id_solicitante]

    def has_clave(self, clave: str) -> bool:
        return any(each.registro.credencial.clave.text == clave for each in self.kept.values())

    def add(self, aspirante: NewAspirante) -> KnownAspirante:
        id_solicitante = f"{len(self.kept) + 1:06d}"
        known = KnownAspirante(
            id_solicitante, aspirante.registro, aspirante.registered_at, aspirante.same_day
        )
        self.kept[id_solicitante] = known
        self.keys[aspirante.request.key] = id_solicitante
        self.requests[id_solicitante] = aspirante.request.sha256
        self.constancias.used.add(aspirante.constancia_id)
        return known

    def correct(self, id_solicitante: str, registro: RegistroAspirante) -> None:
        self.kept[id_solicitante] = replace(self.by_id(id_solicitante), registro=registro)

    def set_correo(self, id_solicitante: str, correo: str) -> None:
        known = self.by_id(id_solicitante)
        changed = replace(known.registro, autenticacion=Autenticacion(correo))
        self.kept[id_solicitante] = replace(known, registro=changed)

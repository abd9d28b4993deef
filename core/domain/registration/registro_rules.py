"""Numeral 4: what a registration must be beside what is known of it: constancia, place and day.

Both sides hold the same rules: the desk as one types, over the data that are right so far, and
the server over a whole registration (n04_register_aspirante).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Seccion
from core.domain.errors import DatesOutOfOrder, LateReasonMissing, UnderAge
from core.domain.proceso.geografia import SeccionPlace
from core.domain.registration.aspirante import RegistroAspirante, check_order
from core.domain.registration.auxiliar import check_adult
from core.domain.registration.coincidencia import Datum
from core.domain.registration.constancia import Constancia
from core.domain.registration.registration_errors import (
    ClaveRegistered,
    ConstanciaDisagrees,
    ConstanciaUnknown,
    ConstanciaUsed,
    ConstanciaVoided,
    InTheFuture,
    SeccionElsewhere,
    SeccionUnknown,
)
from core.domain.values import texto
from core.errors import ApoyoError

Wrong = tuple[str, ApoyoError]
"""A field, as the wire names it, and the rule that it breaks."""


@dataclass(frozen=True, slots=True)
class ConstanciaFound:
    """What the search for a number ended in: None where no constancia has it.

    `names` tells whether it must name this person: a correction may leave its print behind.
    """

    number: str
    constancia: Constancia | None
    used: bool = False
    voided: bool = False
    names: bool = True


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """What the search for a sección ended in: None where the entidad has none of that number."""

    entidad: str
    seccion: str
    place: SeccionPlace | None


@dataclass(frozen=True, slots=True)
class Alike:
    """Who else has a datum: the Id Solicitante of each; nobody is a finding too."""

    datum: Datum
    texts: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the form. A search that has not ended is None: nothing is judged."""

    today: date
    constancia: ConstanciaFound | None = None
    place: PlaceFound | None = None
    alike: tuple[Alike, ...] = ()

    def others(self, datum: Datum, datos: "Datos") -> tuple[str, ...]:
        """Return the aspirantes that were found with this very datum."""
        mine = datos.texts_of(datum)
        found = (each for each in self.alike if (each.datum, each.texts) == (datum, mine))
        return tuple(who for each in found for who in each.ids)

    @property
    def is_late(self) -> bool:
        """Tell whether the constancia is of another day than today. Numeral 4."""
        found = self.constancia.constancia if self.constancia else None
        return found is not None and found.date != self.today


@dataclass(frozen=True, slots=True)
class Datos:
    """What rules hold against each other; None where a datum is missing or wrong by itself.

    `materno` is "" where the person has one apellido; `seccion` and `clave` are values.
    """

    cargo: str
    nombre: str | None
    paterno: str | None
    materno: str | None
    lugar: str
    born: date | None
    clave: ClaveElector | None
    entidad: str
    municipio: str
    seccion: Seccion | None
    correo: str | None
    cuenta: str
    proveedor: str
    recibido: date | None
    manifestacion: date | None
    constancia: str
    late_reason: str

    @classmethod
    def of(cls, registro: RegistroAspirante) -> "Datos":
        """Return the data of a whole registration."""
        persona, credencial, expediente = registro.persona, registro.credencial, registro.expediente
        return cls(
            cargo=registro.cargo,
            nombre=persona.nombre,
            paterno=persona.apellido_paterno,
            materno=persona.apellido_materno,
            lugar=persona.lugar_nacimiento,
            born=persona.fecha_nacimiento,
            clave=credencial.clave,
            entidad=credencial.entidad,
            municipio=credencial.municipio,
            seccion=credencial.seccion,
            correo=registro.autenticacion.correo,
            cuenta=registro.autenticacion.cuenta,
            proveedor=registro.autenticacion.proveedor,
            recibido=expediente.recibido,
            manifestacion=expediente.manifestacion,
            constancia=expediente.constancia,
            late_reason=registro.late_reason,
        )

    def texts_of(self, datum: Datum) -> tuple[str, ...]:
        """Return a datum as another's is looked for, () while it is not whole."""
        known = {
            Datum.CLAVE: (self.clave and self.clave.text,),
            Datum.CORREO: (self.correo,),
            Datum.NOMBRE: (self.nombre, self.paterno, self.materno),
        }[datum]
        return () if None in known else tuple(text or "" for text in known)


def against(datos: Datos, beside: Beside) -> Iterator[Wrong]:
    """Yield each datum that breaks a rule beside what is known, in the order of the procedure."""
    if beside.others(Datum.CLAVE, datos):
        yield "credencial.clave", ClaveRegistered()
    yield from _place(datos, beside.place)
    yield from _constancia(datos, beside.constancia)
    yield from _dates(datos, beside)


def _place(datos: Datos, found: PlaceFound | None) -> Iterator[Wrong]:
    asked = datos.seccion is not None and (datos.entidad, datos.seccion.text)
    if found is None or (found.entidad, found.seccion) != asked:
        return
    if found.place is None:
        yield "credencial.seccion", SeccionUnknown()
    elif datos.municipio and found.place.municipio != datos.municipio:
        yield "credencial.seccion", SeccionElsewhere()


def _constancia(datos: Datos, found: ConstanciaFound | None) -> Iterator[Wrong]:
    if found is None or found.number != texto.optional(datos.constancia):
        return
    if found.constancia is None:
        yield "expediente.constancia", ConstanciaUnknown()
    elif found.voided:
        yield "expediente.constancia", ConstanciaVoided()
    elif found.used:
        yield "expediente.constancia", ConstanciaUsed()
    elif found.names and not _names(found.constancia, datos):
        yield "expediente.constancia", ConstanciaDisagrees()


def _names(constancia: Constancia, datos: Datos) -> bool:
    """Tell whether it names this person and cargo, as far as they are known."""
    pairs = (
        (datos.cargo or None, constancia.cargo),
        (datos.nombre, constancia.nombre),
        (datos.paterno, constancia.apellido_paterno),
        (datos.materno, constancia.apellido_materno),
    )
    return all(mine is None or texto.alike(mine, its) for mine, its in pairs)


def _dates(datos: Datos, beside: Beside) -> Iterator[Wrong]:
    today, found = beside.today, beside.constancia
    if datos.born is not None:
        try:
            check_adult(datos.born, today)
        except UnderAge as young:
            yield "persona.fecha_nacimiento", young
    if datos.recibido is not None and datos.recibido > today:
        yield "expediente.recibido", InTheFuture()
    dated = found.constancia.date if found and found.constancia else today
    if datos.manifestacion is not None:
        try:
            check_order(manifestacion=datos.manifestacion, constancia=dated, registered=today)
        except DatesOutOfOrder as wrong:
            yield "expediente.manifestacion", wrong
    if beside.is_late and not datos.late_reason.strip():
        yield "late_reason", LateReasonMissing()

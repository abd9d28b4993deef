"""The form of 6.c: six data that an alta needs, and a seventh that it may have."""

from collections.abc import Callable, Mapping
from datetime import date

from core.domain.errors import TextMissing
from core.domain.registration.auxiliar import AltaAuxiliar, check_adult
from core.domain.registration.coincidencia import Coincidencia, Coincidencias, Datum
from core.domain.registration.registration_errors import (
    AccountAlone,
    OwnCorreoTaken,
    OwnNombreTaken,
)
from core.domain.values import texto
from core.domain.values.form_reader import FormReader
from core.domain.values.nombre import read_nombre
from core.domain.values.typed_day import read_day
from core.errors import RuleBroken
from core.mail_address import mail_address
from core.messages import explain


def read_alta(texts: Mapping[str, str], *, today: date) -> AltaAuxiliar:
    """Return the alta in the form. Raises FormBroken with every broken field."""
    form = FormReader(texts)
    nombre = read_nombre(form)
    born = form.get("nacimiento", lambda text: read_adult(text, today=today))
    phone = form.get("telefono", read_phone)
    mail = form.get("correo", mail_address)
    return AltaAuxiliar(
        **form.whole(nombre).nombre_fields(),
        fecha_nacimiento=form.whole(born),
        telefono=form.whole(phone),
        correo=form.whole(mail),
        cuenta=form.text("cuenta"),
        proveedor=form.text("proveedor") if form.text("cuenta") else "",
    )


def doubts_of(alta: AltaAuxiliar, alike: Callable[[Coincidencia], Coincidencias]) -> list[str]:
    """Return a sentence on what is odd and may be so. `alike` looks among one's own alone."""
    name = (alta.nombre, alta.apellido_paterno, alta.apellido_materno)
    asked: list[RuleBroken] = []
    if alta.cuenta and not alta.proveedor:
        asked.append(AccountAlone())
    if alike(Coincidencia(Datum.CORREO, (alta.correo,))).quienes:
        asked.append(OwnCorreoTaken())
    if alike(Coincidencia(Datum.NOMBRE, name)).quienes:
        asked.append(OwnNombreTaken())
    return [explain(each).sentence for each in asked]


def read_adult(text: str, *, today: date) -> date:
    """Return a day of birth. Raises UnderAge, DayMistyped, DayUnreal or TextMissing."""
    born = read_day(text)
    check_adult(born, today)
    return born


def read_phone(text: str) -> str:
    """Return the ten digits. Raises TextMissing or PhoneMalformed."""
    digits = texto.telefono(text)
    if not digits:
        raise TextMissing
    return digits

"""The form of 6.c: six data that an alta needs, and a seventh that it may have."""

from collections.abc import Mapping
from datetime import date

from core.domain import texto
from core.domain.auxiliar import AltaAuxiliar, check_adult
from core.domain.errors import TextMissing
from core.domain.form_reader import FormReader
from core.domain.nombre import read_nombre
from core.domain.typed_day import read_day
from core.mail_address import mail_address


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

"""The form of 6.c: six data that an alta needs, and a seventh that it may have."""

from collections.abc import Mapping
from datetime import date

from admin_desktop.framework.form_reader import FormReader
from admin_desktop.framework.local_time import read_day
from admin_desktop.framework.names import read_nombre
from core.domain import texto
from core.domain.auxiliar import AltaAuxiliar, check_adult
from core.domain.errors import TextMissing
from core.mail_address import mail_address


def read_alta(texts: Mapping[str, str], *, today: date) -> AltaAuxiliar:
    """Return the alta in the form. Raises FormBroken with every broken field."""
    form = FormReader(texts)
    nombre = read_nombre(form)
    born = form.read("nacimiento", lambda text: read_adult(text, today=today), instead=date.min)
    phone = form.read("telefono", read_phone, instead="")
    mail = form.read("correo", mail_address, instead=texto.Correo(""))
    form.close()
    return AltaAuxiliar(
        **nombre,
        fecha_nacimiento=born,
        telefono=phone,
        correo=mail,
        cuenta=form.text("cuenta"),
        proveedor=form.text("proveedor") if form.text("cuenta") else "",
    )


def read_adult(text: str, *, today: date) -> date:
    """Return a day of birth. Raises UnderAge, DayMistyped or TextMissing."""
    born = read_day(text)
    check_adult(born, today)
    return born


def read_phone(text: str) -> str:
    """Return the ten digits. Raises TextMissing or PhoneMalformed."""
    digits = texto.telefono(text)
    if not digits:
        raise TextMissing
    return digits

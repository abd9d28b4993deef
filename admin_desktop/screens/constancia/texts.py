"""Numeral 3: the constancia that a form says, and how the desk says one in a list and a panel."""

from collections.abc import Mapping

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.parts.marks import Mark
from core.domain.registration.constancia import Constancia, ConstanciaRow
from core.domain.values.form_reader import FormReader
from core.domain.values.nombre import read_nombre
from core.domain.values.typed_day import read_day
from core.spanish_dates import short_day

SIN_SEGUNDO, ELSEWHERE = "sin_segundo_apellido", "issued_elsewhere"


def state_of(row: ConstanciaRow) -> tuple[str, Mark]:
    """Return what waits next for a constancia, and its sign."""
    if row.voided is not None:
        return ("Sustituida" if row.voided.replaced_by else "Anulada"), Mark.QUIET
    if row.due_today:
        return "Falta registrar hoy", Mark.WARN
    if not row.registered_as:
        return "Falta registrar", Mark.WARN
    if row.constancia.delivered_at is None:
        return "Falta entregar", Mark.QUIET
    return "Registrada", Mark.OK


def facts_of(row: ConstanciaRow, cargo: str, local: LocalTime) -> tuple[tuple[str, str], ...]:
    """Return what is known of a constancia; `cargo` as people call it."""
    constancia = row.constancia
    handed = local.say(constancia.delivered_at)
    delivery = "" if row.voided else "Falta entregar"
    if handed:
        delivery = f"{handed}, a {constancia.delivered_to}"
    return (
        ("Número", constancia.number),
        ("Fecha", short_day(constancia.date)),
        ("Cargo", cargo),
        ("Sobrenombre", constancia.sobrenombre),
        ("Origen", "Expedida aquí" if constancia.issued_here else "Expedida en otro lugar"),
        ("Entrega", delivery),
        ("Ejemplares", f"{row.printed:,}" if row.printed else ""),
        ("Anulada", local.say(row.voided.at) if row.voided else ""),
        ("Motivo", row.voided.reason if row.voided else ""),
        ("En su lugar", row.voided.replaced_by if row.voided else ""),
        ("Registro", f"Id Solicitante {row.registered_as}" if row.registered_as else ""),
    )


def title_of(row: ConstanciaRow) -> str:
    """Return «Constancia de Ana Muestra Ficticia»."""
    return f"Constancia de {row.constancia.full_name}"


def read_constancia(texts: Mapping[str, str]) -> Constancia:
    """Return the constancia of the form. Raises FormBroken."""
    form = FormReader(texts)
    number, day = form.required("number"), form.get("date", read_day)
    nombre = read_nombre(form)
    cargo = form.required("cargo")
    return Constancia(
        number=number,
        date=form.whole(day),
        **form.whole(nombre).nombre_completo_fields(),
        cargo=cargo,
        issued_here=not form.flag(ELSEWHERE),
    )

"""Each list as it leaves in a file: whole data in columns, local hours, numbers without commas."""

from collections.abc import Callable, Mapping
from datetime import datetime

from admin_desktop.framework.csv_file import Cell
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime
from core.act_sentences import SaidIn, job_name, said_of, sentence_of, title_of
from core.domain.access.cuenta import Cuenta
from core.domain.access.roles import Role
from core.domain.apoyos.acuse import AcuseRow
from core.domain.datos_personales.datos_personales import Solicitud, Vulneracion
from core.domain.desk.apartado import Apartado
from core.domain.desk.bitacora import BitacoraRow
from core.domain.desk.correo import CorreoRow, MailState
from core.domain.device.dispositivo import DeviceOfDesk
from core.domain.listing.exportacion import Lista
from core.domain.registration.aspirante import AspiranteRow
from core.domain.registration.auxiliar import AuxiliarOfAspirante, VinculoState
from core.domain.registration.capacitacion import CapacitacionRow
from core.domain.registration.constancia import ConstanciaRow
from core.domain.verification.lote import Lote, LoteAsks, LoteState
from core.domain.verification.revision import EnRevision
from core.messages import explain_code

_MAILS = {MailState.SENT: "enviado", MailState.WAITING: "en espera", MailState.FAILED: "falló"}
_STATES = {
    VinculoState.PENDING: "por aceptar",
    VinculoState.ACCEPTED: "en vigor",
    VinculoState.ENDED: "de baja",
}
_NAME = ("Nombre", "Apellido paterno", "Apellido materno")


def instant(local: LocalTime, at: datetime | None) -> str:
    """Return «2026-11-24 10:42:00» in the local zone, or "" for None: it sorts by itself."""
    return f"{at.astimezone(local.zone):%Y-%m-%d %H:%M:%S}" if at else ""


def constancias(local: LocalTime, cargo: Callable[[str], str]) -> ExportSheet[ConstanciaRow]:
    """Return the sheet of numeral 3."""

    def cells(row: ConstanciaRow) -> tuple[Cell, ...]:
        made = row.constancia
        return (
            made.number,
            made.date.isoformat(),
            *(made.nombre, made.apellido_paterno, made.apellido_materno, made.sobrenombre),
            cargo(made.cargo),
            "aquí" if made.issued_here else "en otro lugar",
            instant(local, made.delivered_at),
            made.delivered_to,
            row.registered_as,
            row.printed,
            instant(local, row.voided.at if row.voided else None),
            row.voided.replaced_by if row.voided else "",
        )

    titles = ("Número", "Fecha", *_NAME, "Sobrenombre", "Cargo", "Expedida", "Entregada")
    more = ("Entregada a", "Id Solicitante", "Ejemplares", "Anulada", "En su lugar")
    return ExportSheet(Lista.CONSTANCIAS, (*titles, *more), cells)


def aspirantes(local: LocalTime, lista: Lista = Lista.ASPIRANTES) -> ExportSheet[AspiranteRow]:
    """Return the sheet of the registered aspirantes, with their progress."""

    def cells(row: AspiranteRow) -> tuple[Cell, ...]:
        return (
            row.id_solicitante,
            *(row.nombre, row.apellido_paterno, row.apellido_materno, row.sobrenombre),
            row.cargo,
            instant(local, row.registered_at),
            "sí" if row.same_day else "no",
            instant(local, row.trained_at),
            instant(local, row.first_login_at),
            *(row.auxiliares, row.received, row.counted, row.umbral),
        )

    titles = ("Id Solicitante", *_NAME, "Sobrenombre", "Cargo", "Registro", "El mismo día")
    more = ("Capacitación", "Primera entrada", "Auxiliares", "Recibidos", "Cuentan", "Umbral")
    return ExportSheet(lista, (*titles, *more), cells)


def capacitaciones(local: LocalTime) -> ExportSheet[CapacitacionRow]:
    """Return the sheet of the trainings; who attended stands in one cell."""

    def cells(row: CapacitacionRow) -> tuple[Cell, ...]:
        held = row.capacitacion
        people = "; ".join(f"{each.name} {each.constancia}".strip() for each in held.asistentes)
        return (instant(local, held.held_at), held.place, held.instructor, held.topics, people)

    titles = ("Hora", "Lugar", "Instructor", "Temas", "Asistentes y constancia")
    return ExportSheet(Lista.CAPACITACIONES, titles, cells)


def correos(local: LocalTime) -> ExportSheet[CorreoRow]:
    """Return the sheet of the outbox, without bodies."""

    def cells(row: CorreoRow) -> tuple[Cell, ...]:
        return (
            *(row.id, row.kind, row.to, row.subject, row.whom or row.about, _MAILS[row.state]),
            *(instant(local, each) for each in (row.created_at, row.sent_at, row.next_try_at)),
            row.attempts,
            explain_code(row.last_error).title if row.last_error else "",
        )

    titles = ("Número", "Tipo", "Para", "Asunto", "De quién trata", "Estado", "Pedido", "Enviado")
    return ExportSheet(Lista.CORREOS, (*titles, "Otro intento", "Intentos", "Falla"), cells)


def apartados(local: LocalTime) -> ExportSheet[Apartado]:
    """Return the sheet of what the server set aside."""

    def cells(row: Apartado) -> tuple[Cell, ...]:
        why = explain_code(row.code).title
        hours = (instant(local, each) for each in (row.first_at, row.last_at, row.next_try_at))
        return (row.id, job_name(row.job), row.item, row.code, why, *hours, row.tries)

    titles = ("Número", "Trabajo", "Qué", "Código", "Por qué", "Primera vez", "Última vez")
    return ExportSheet(Lista.APARTADOS, (*titles, "Otro intento", "Intentos"), cells)


def tabletas(local: LocalTime) -> ExportSheet[DeviceOfDesk]:
    """Return the sheet of the tablets that the UTI looks after."""

    def cells(row: DeviceOfDesk) -> tuple[Cell, ...]:
        hours = (row.activated_at, row.reported_at, row.voided_at, row.reopened_at)
        said = [instant(local, each) for each in hours]
        who = " ".join(row.reported_by)
        why = said_of("motivo", row.void_reason)
        return (row.device, row.auxiliar, said[0], who, *said[1:3], why, said[3])

    titles = ("Tableta", "Auxiliar", "Activada", "La reportan", "Reportada", "Fuera de uso")
    return ExportSheet(Lista.TABLETAS, (*titles, "Motivo", "Reabierta"), cells)


def cuentas(local: LocalTime, names: Mapping[Role, str]) -> ExportSheet[Cuenta]:
    """Return the sheet of the accounts of the staff."""

    def cells(row: Cuenta) -> tuple[Cell, ...]:
        roles = "; ".join(names.get(each, each.value) for each in row.roles)
        hours = (row.created_at, row.last_login_at, row.closed_at)
        return (row.user, row.name, row.correo, roles, *(instant(local, each) for each in hours))

    titles = ("Usuario", "Nombre", "Correo", "Papeles", "Abierta", "Última entrada", "Cerrada")
    return ExportSheet(Lista.CUENTAS, titles, cells)


def revision(local: LocalTime) -> ExportSheet[EnRevision]:
    """Return the sheet of what waits for mesa de control."""

    def cells(row: EnRevision) -> tuple[Cell, ...]:
        hours = (row.saved_at, row.received_at, row.judged_at)
        named = (row.folio, row.cause, row.id_solicitante, row.auxiliar, row.device)
        return (*named, *(instant(local, each) for each in hours))

    titles = ("Folio", "Causa", "Id Solicitante", "Auxiliar", "Tableta")
    return ExportSheet(Lista.REVISION, (*titles, "Guardado", "Recibido", "Verificado"), cells)


def bitacora(local: LocalTime, said: SaidIn) -> ExportSheet[BitacoraRow]:
    """Return the sheet of the log: the sentence, and what was hashed."""

    def cells(row: BitacoraRow) -> tuple[Cell, ...]:
        at = instant(local, row.at)
        sentence = sentence_of(row, said)
        kept = (row.content, row.previous, row.hash)
        return (row.sequence, at, row.actor, title_of(row.act), row.subject, sentence, *kept)

    titles = ("Número", "Hora", "Quién", "Acto", "Asunto", "Qué pasó")
    return ExportSheet(Lista.BITACORA, (*titles, "Lo guardado", "Huella anterior", "Huella"), cells)


def auxiliares(local: LocalTime) -> ExportSheet[AuxiliarOfAspirante]:
    """Return the sheet of an aspirante's own auxiliares: what they typed, and what came of it."""

    def cells(row: AuxiliarOfAspirante) -> tuple[Cell, ...]:
        alta, vinculo = row.alta, row.vinculo
        return (
            *(vinculo.auxiliar, alta.nombre, alta.apellido_paterno, alta.apellido_materno),
            *(alta.fecha_nacimiento.isoformat(), alta.telefono, alta.correo),
            _STATES[vinculo.state],
            *(instant(local, each) for each in (vinculo.started_at, vinculo.accepted_at)),
            instant(local, vinculo.ended_at),
            *(row.received, row.pending),
        )

    titles = ("Auxiliar", *_NAME, "Nacimiento", "Teléfono", "Correo", "Estado", "Alta")
    return ExportSheet(
        Lista.AUXILIARES, (*titles, "Aceptó", "Baja", "Recibidos", "Pendientes"), cells
    )


def acuses(local: LocalTime) -> ExportSheet[AcuseRow]:
    """Return the sheet of an aspirante's own acuses."""

    def cells(row: AcuseRow) -> tuple[Cell, ...]:
        counts = (row.envio, row.received, row.pending, row.folios)
        at = instant(local, row.issued_at)
        return (row.number, row.auxiliar, *counts, at)

    titles = ("Acuse", "Auxiliar", "Envío", "Recibidos", "Pendientes", "Folios", "Emitido")
    return ExportSheet(Lista.ACUSES, titles, cells)


def solicitudes(
    derechos: Mapping[str, str], titulares: Mapping[str, str], sentidos: Mapping[str, str]
) -> ExportSheet[Solicitud]:
    """Return the sheet of requests about personal data: nothing of it names a person."""

    def cells(row: Solicitud) -> tuple[str, ...]:
        days = (row.asked.received_on, row.due_on, row.answered_on, row.fulfilled_on)
        received, due, answered, fulfilled = (day.isoformat() if day else "" for day in days)
        owners = (row.prevented_on, row.remedied_on, row.dropped_on)
        return (
            row.folio,
            derechos[row.asked.derecho.value],
            titulares[row.asked.titular.value],
            received,
            row.received_by,
            due,
            "sí" if row.extended else "no",
            answered,
            sentidos[row.sentido.value] if row.sentido else "",
            fulfilled,
            *(day.isoformat() if day else "" for day in owners),
        )

    titles = ("Folio", "Derecho", "De quién", "Recibida", "Por", "Vence", "Prorrogada")
    done = ("Contestada", "Sentido", "Cumplida", "Prevenida", "Desahogada", "No presentada")
    return ExportSheet(Lista.SOLICITUDES, (*titles, *done), cells)


def lotes(
    local: LocalTime, asks: Mapping[LoteAsks, str], state: Callable[[LoteState], str]
) -> ExportSheet[Lote]:
    """Return the sheet of the batches for the DERFE: no citizen is in it."""

    def cells(row: Lote) -> tuple[Cell, ...]:
        return (
            *(row.id, asks[row.asks], row.asked_by, instant(local, row.asked_at)),
            *(state(row.state), row.lines, row.answered, row.left_out),
            *("sí" if row.more else "no", row.key, row.sha256),
            explain_code(row.code).title if row.code else "",
        )

    titles = ("Número", "Pregunta", "Pidió", "Pedido", "Estado", "Personas", "Contestadas")
    more = ("Sin abrir", "Hubo más", "Llave DERFE", "Huella", "Falla")
    return ExportSheet(Lista.LOTES, (*titles, *more), cells)


def vulneraciones(local: LocalTime) -> ExportSheet[Vulneracion]:
    """Return the sheet of the breaches."""

    def cells(row: Vulneracion) -> tuple[str, ...]:
        told = row.told
        return (
            str(row.id),
            instant(local, told.known_at),
            *(told.what, told.data, told.whom, f"{told.people}", told.remedy, told.advice),
            instant(local, row.told_by),
            instant(local, told.owners_told_at),
            told.owners_told_by,
            instant(local, told.authority_told_at),
        )

    what = ("Qué pasó", "Qué datos", "De quiénes", "Personas", "Qué se hizo", "Se recomienda")
    told = ("Avisar hasta", "Aviso a titulares", "Medio", "Aviso a la autoridad")
    return ExportSheet(Lista.VULNERACIONES, ("Número", "Se supo", *what, *told), cells)

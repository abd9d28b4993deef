"""What people edit, told datum by datum: what the next one to save is told of."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from hashlib import sha256
from zoneinfo import ZoneInfo

from core.central.registration.constancias import anulacion_of
from core.central.unit_of_work import UnitOfWork
from core.domain.access.roles import NAMES
from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.domain.listing.cambio import (
    ASPIRANTE,
    CONSTANCIA,
    CUENTA,
    PERIODO,
    PROCESO,
    SOLICITUD,
    TABLETA,
    VINCULO,
    VULNERACION,
)
from core.domain.proceso.membrete import Membrete
from core.domain.proceso.periodo import PeriodoAct
from core.domain.proceso.proceso import Cargo, Mode, Proceso, ProcesoSettings
from core.domain.registration.correccion import LABELS, told
from core.server.bodies.editing import Thing
from core.server.composition.dependencies import Dependencies
from core.spanish_dates import day_and_hour, short_day

_BEFORE_ANY_PROCESO = "America/Mexico_City"
_YES = {True: "sí", False: "no"}


def periodo_key(act: PeriodoAct) -> str:
    """Return for whom an act sets dates: a cargo, or one aspirante of it."""
    return f"{act.cargo}/{act.aspirante}"


def _cuenta(work: UnitOfWork, key: str) -> Mapping[str, str]:
    """Return an account; of its password, only until when a temporary one serves."""
    account = work.accounts.by_id(int(key))
    temporary = _hour(work, account.temporary_until)
    return {
        "Papeles": ", ".join(NAMES[role] for role in NAMES if role in account.roles),
        "Correo": account.correo,
        "Cuenta": "abierta" if account.closed_at is None else "cerrada",
        "Segundo paso": _YES[account.second_step_at is not None],
        "Contraseña": f"temporal, hasta el {temporary}" if temporary else "propia",
    }


def _aspirante(work: UnitOfWork, key: str) -> Mapping[str, str]:
    noted, registro = work.situaciones.of(key), work.aspirantes.by_id(key).registro
    return {
        "Correo": registro.autenticacion.correo,
        **{LABELS[name]: value for name, value in told(registro).items()},
        "Situación": noted[-1].act.value if noted else "",
        "Documento de su situación": noted[-1].document if noted else "",
    }


def _constancia(work: UnitOfWork, key: str) -> Mapping[str, str]:
    constancia = work.constancias.by_id(int(key)).constancia
    voided = anulacion_of(work.constancias.stored(int(key)))
    return {
        "Anulada": _hour(work, voided.at) if voided else "",
        "Motivo de la anulación": voided.reason if voided else "",
        "En su lugar": voided.replaced_by if voided else "",
        "Entregada": _hour(work, constancia.delivered_at),
        "Entregada a": constancia.delivered_to,
    }


def _proceso(work: UnitOfWork, _key: str) -> Mapping[str, str]:
    published = work.procesos.latest()
    return _told(published.proceso) if published else {}


def _told(proceso: Proceso) -> dict[str, str]:
    cargos = map(_cargo, proceso.cargos)
    return {
        "Identificador": proceso.id,
        "Nombre": proceso.name,
        "Instituto": proceso.instituto,
        "Acuerdo": proceso.agreement,
        "Modo": "Práctica" if proceso.mode is Mode.PRACTICA else "Real",
        "Entidad": proceso.entidad,
        "Zona horaria": proceso.time_zone,
        "Cargos": "; ".join(cargos),
        "Géneros": ", ".join(proceso.generos),
        "Fundamentos": "; ".join(proceso.legal_grounds),
        "Versión del aviso": proceso.notice.version,
        "Aviso de privacidad": proceso.notice.text,
        "Deber del aspirante": proceso.duty_text,
        "Aplicaciones autorizadas": ", ".join(proceso.authorised_apps),
        "Versión del aviso a aspirantes y auxiliares": proceso.people_notice.version,
        "Aviso a aspirantes y auxiliares": proceso.people_notice.text,
        **_membrete(proceso.membrete),
        **_readings(proceso.readings),
        **_plazos(proceso.personal_data),
    }


def _cargo(cargo: Cargo) -> str:
    said, rule = f"{cargo.name}: umbral {cargo.umbral:,}", cargo.dispersion
    if rule is None:
        return said
    units = f"{rule.units_share / 100:g} %" if rule.units_share else f"{rule.units:,}"
    shares = f"{rule.each / 100:g} % de la lista en {units} ({rule.unidad.value})"
    of_all = f", {rule.of_all / 100:g} % del total" if rule.of_all else ""
    return f"{said}, dispersión {shares}{of_all}, {rule.ground}"


def _membrete(membrete: Membrete) -> dict[str, str]:
    return {
        "Área que expide": membrete.office,
        "Quien firma": membrete.signatory,
        "Cargo de quien firma": membrete.post,
        "Serie de constancias": membrete.series,
        "Emblema": sha256(membrete.emblem_png).hexdigest()[:12] if membrete.emblem else "",
    }


def _readings(settings: ProcesoSettings) -> dict[str, str]:
    return {
        "Minutos de gracia": str(settings.grace_minutes),
        "Minutos de margen": str(settings.sending_margin_minutes),
        "Minutos sin avance": str(settings.envio_idle_minutes),
        "Minutos entre correos": str(settings.aspirante_mail_minutes),
        "Auxiliar de varios": _YES[settings.several_aspirantes],
        "Fotografía del rostro": _YES[settings.ask_for_face],
    }


def _plazos(plazos: PlazosDatos) -> dict[str, str]:
    return {
        "Días para contestar una solicitud": str(plazos.answer_days),
        "Días de la prórroga": str(plazos.extension_days),
        "Días para cumplir lo contestado": str(plazos.fulfil_days),
        "Días para prevenir": str(plazos.prevent_days),
        "Días para desahogar la prevención": str(plazos.remedy_days),
        "Horas para avisar de una vulneración": str(plazos.breach_hours),
        "Fundamento de esos plazos": plazos.ground,
        "Días inhábiles": ", ".join(f"{day:%d/%m/%Y}" for day in plazos.closed_days),
    }


def _periodo(work: UnitOfWork, key: str) -> Mapping[str, str]:
    """Return the last act for the very same cargo or aspirante."""
    same = [act for act in work.periodos.acts() if periodo_key(act) == key]
    if not same:
        return {}
    periodo = same[-1].periodo
    return {
        "Inicio": _hour(work, periodo.starts_at),
        "Fin": _hour(work, periodo.capture_ends_at),
        "Envío hasta": _hour(work, periodo.sending_ends_at),
        "Fundamento": periodo.ground,
        "Acuerdo": same[-1].agreement,
    }


def _vinculo(work: UnitOfWork, key: str) -> Mapping[str, str]:
    """Return a vínculo as its aspirante may know it: other reports are not theirs."""
    vinculo = work.vinculos.by_id(key)
    device = work.devices.active(vinculo.auxiliar) if vinculo.accepted_at else None
    reports = work.reports.of_device(device.id) if device else ()
    return {
        "Vínculo": vinculo.state.value.replace("_", " "),
        "Motivo de la baja": vinculo.end_reason,
        "Tableta reportada": _YES[any(each.vinculo == vinculo.id for each in reports)],
    }


def _tableta(work: UnitOfWork, key: str) -> Mapping[str, str]:
    device = work.reported_devices.one(key)
    return {
        "Fuera de uso": _hour(work, device.voided_at),
        "Reabierta": _hour(work, device.reopened_at),
        "Reportada por": ", ".join(device.reported_by),
    }


def _solicitud(deps: Dependencies, work: UnitOfWork, key: str) -> Mapping[str, str]:
    """Return a request without what names a person: rows of changes are kept in clear."""
    known = work.solicitudes(deps.sealed_solicitudes).by_id(int(key))
    return {
        "Estado": known.state.value.replace("_", " "),
        "Vence": short_day(known.due_on) if known.due_on else "",
        "Prorrogada": _YES[bool(known.extended)],
        "Prevenida": short_day(known.prevented_on) if known.prevented_on else "",
        "Desahogada": short_day(known.remedied_on) if known.remedied_on else "",
        "No presentada": short_day(known.dropped_on) if known.dropped_on else "",
        "Contestada": short_day(known.answered_on) if known.answered_on else "",
        "Sentido": known.sentido.value if known.sentido else "",
        "Cumplida": short_day(known.fulfilled_on) if known.fulfilled_on else "",
    }


def _vulneracion(work: UnitOfWork, key: str) -> Mapping[str, str]:
    told = work.vulneraciones.by_id(int(key)).told
    return {
        "Se supo": _hour(work, told.known_at),
        "Qué pasó": told.what,
        "Qué datos": told.data,
        "De quiénes": told.whom,
        "Personas": str(told.people),
        "Qué se hizo": told.remedy,
        "Qué se recomienda": told.advice,
        "Se avisó a sus titulares": _hour(work, told.owners_told_at),
        "Por qué medio": told.owners_told_by,
        "Se avisó a la autoridad": _hour(work, told.authority_told_at),
    }


def _hour(work: UnitOfWork, at: datetime | None) -> str:
    """Return an instant in the hours of the state; "" for none."""
    if at is None:
        return ""
    published = work.procesos.latest()
    zone = published.proceso.time_zone if published else _BEFORE_ANY_PROCESO
    return day_and_hour(at, ZoneInfo(zone))


def _proceso_version(work: UnitOfWork) -> int:
    return work.procesos.current().version


def _periodo_version(work: UnitOfWork) -> int:
    return work.periodos.acts()[-1].version


ACCOUNT = Thing(CUENTA, _cuenta)
REGISTERED = Thing(ASPIRANTE, _aspirante)
DOCUMENT = Thing(CONSTANCIA, _constancia)
PUBLISHED = Thing(PROCESO, _proceso, _proceso_version)
DATES = Thing(PERIODO, _periodo, _periodo_version)
LINK = Thing(VINCULO, _vinculo)
TABLET = Thing(TABLETA, _tableta)
BREACH = Thing(VULNERACION, _vulneracion)


def request_of(deps: Dependencies) -> Thing:
    """Return a request about personal data as people edit it: this server opens it."""
    return Thing(SOLICITUD, partial(_solicitud, deps))

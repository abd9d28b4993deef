"""What people edit, told datum by datum: what the next one to save is told of."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from core.central.unit_of_work import UnitOfWork
from core.domain.cambio import ASPIRANTE, CONSTANCIA, CUENTA, PERIODO, PROCESO, TABLETA, VINCULO
from core.domain.periodo import PeriodoAct
from core.domain.proceso import Mode, Proceso, ProcesoSettings
from core.domain.roles import NAMES
from core.server.editing import Thing
from core.spanish_dates import day_and_hour

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
    return {"Correo": work.aspirantes.by_id(key).registro.autenticacion.correo}


def _constancia(work: UnitOfWork, key: str) -> Mapping[str, str]:
    constancia = work.constancias.by_id(int(key)).constancia
    return {
        "Entregada": _hour(work, constancia.delivered_at),
        "Entregada a": constancia.delivered_to,
    }


def _proceso(work: UnitOfWork, _key: str) -> Mapping[str, str]:
    published = work.procesos.latest()
    return _told(published.proceso) if published else {}


def _told(proceso: Proceso) -> dict[str, str]:
    cargos = (f"{each.name}: umbral {each.umbral:,}" for each in proceso.cargos)
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
        **_readings(proceso.readings),
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

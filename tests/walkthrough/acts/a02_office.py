"""Numerals 1, 3, 4, 9 and 12 at the desk: accounts, proceso, periods, constancias, registration."""

import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.walkthrough.acts.desks import entered, stored
from tests.walkthrough.cast import (
    ADMIN,
    ANA,
    BENITO,
    CAPACITACION,
    CARGO_1,
    CARGO_2,
    INE,
    PROCESO,
    UTI,
    Aspirante,
)
from tests.walkthrough.one_day import seconds_to_wait
from tests.walkthrough.plot import Plot

_ROLES = {
    "registrar": "Registro de aspirantes",
    "supervisor": "Supervisión",
    "ine": "Verificación del INE",
}
_REQUIRED = (
    "Cargo",
    "Nombre(s)",
    "Apellido paterno",
    "Apellido materno",
    "Lugar de nacimiento",
    "Fecha de nacimiento",
    "Mujer",
    "Clave de elector",
    "OCR",
    "Municipio",
    "Sección electoral",
    "Correo electrónico",
    "Recibido por",
    "Fecha de manifestación",
    "Número de oficio o constancia",
)
_BAD = {
    "Nombre(s)": " ",
    "Fecha de nacimiento": "31/02/1985",
    "Clave de elector": "MSFCAN85",
    "OCR": "90011234567",
    "CIC": "0123456789",
    "Sección electoral": "90",
    "Teléfono móvil": "331",
    "Correo electrónico": "ana.muestra",
    "Fecha de manifestación": "31/12/2099",
    "Fecha de recepción": "45/01/2026",
}
_AGREEMENT_P1, _AGREEMENT_P2, _AGREEMENT_END, _AGREEMENT_LONGER = (
    "IEEM/CG/039/2026",
    "IEEM/CG/040/2026",
    "IEEM/CG/050/2026",
    "IEEM/CG/052/2026",
)


def accounts(plot: Plot) -> None:
    """First start; the administrator opens the accounts, the INE's too."""
    desk = entered(plot, ADMIN.user, ADMIN.password, first=True)
    for each in (UTI, INE):
        roles = [_ROLES[role] for role in each.roles]
        desk.do(
            "open_account",
            user=each.user,
            name=each.name,
            password=each.first_password,
            roles=roles,
        )
    desk.do("leave")


def office(plot: Plot) -> None:
    """Publish, issue, train and register as the Unidad Técnica."""
    if wait := seconds_to_wait(datetime.now(_zone())):
        with plot.report.step("", "Espera a que cambie el día"):
            time.sleep(wait)
    desk = entered(plot, UTI.user, UTI.first_password, new=UTI.password)
    plot.note("app_hash", value=_app_hash(plot))
    desk.do("publish", **_proceso(plot))
    desk.do("load_geography", path=str(plot.run.root / "escritorio" / "geografia.csv"))
    now = datetime.now(_zone())
    for cargo, agreement in ((CARGO_1, _AGREEMENT_P1), (CARGO_2, _AGREEMENT_P2)):
        desk.do("publish_period", cargo=cargo["name"], agreement=agreement, **_open_period(now))
    plot.note("desk", "issued_on", value=datetime.now(_zone()).date().isoformat())
    for who, each in (("p1", ANA), ("p2", BENITO)):
        pdf = plot.run.root / "documentos" / f"constancia_{who}.pdf"
        desk.do("issue", pdf=str(pdf), delivered_to=each.full_name, **_typed(each))
    desk.do(
        "train",
        constancias=[ANA.constancia],
        pdf=str(plot.run.root / "documentos" / "asistencia.pdf"),
        **CAPACITACION,
    )
    _registered(plot)


def break_fields(plot: Plot) -> None:
    """Break every field of the form once: nothing is stored."""
    desk = plot.drives["desk"]
    before = stored(plot, "SELECT COUNT(*) FROM aspirante")
    broken = desk.do("break_fields", form=_form(ANA), bad=_BAD, required=list(_REQUIRED))
    more = stored(plot, "SELECT COUNT(*) FROM aspirante") != before
    plot.note("desk", "broken", value=[each | {"stored": more} for each in broken])
    desk.do("leave")


def _registered(plot: Plot) -> None:
    """Register both aspirantes."""
    desk = plot.drives["desk"]
    for who, each in (("p1", ANA), ("p2", BENITO)):
        desk.do("register", name=each.full_name, form=_form(each))
        found = stored(plot, "SELECT id_solicitante FROM aspirante WHERE clave = ?", each.clave)
        plot.note("ids", who, value=found)
    desk.do("leave")


def end_p2(plot: Plot) -> None:
    """Type the agreements that end P2: capture at the next whole minute at least 20 s away."""
    desk = entered(plot, UTI.user, UTI.password)
    now = datetime.now(_zone())
    starts = (now - timedelta(minutes=30)).replace(second=0, microsecond=0)
    room = (20 + _TYPING_SECONDS) * plot.pace
    ends = (now + timedelta(seconds=60 + room)).replace(second=0, microsecond=0)
    sending = ends + timedelta(minutes=1)
    desk.do(
        "publish_period",
        cargo=CARGO_2["name"],
        agreement=_AGREEMENT_END,
        **{
            "Inicio": _shown(starts),
            "Fin": _shown(ends),
            "Envío hasta": _shown(sending),
        },
    )
    plot.note("p2", "starts_at", value=starts.astimezone(UTC).isoformat())
    plot.note("p2", "capture_ends_at", value=ends.astimezone(UTC).isoformat())
    plot.note("p2", "sending_ends_at", value=sending.astimezone(UTC).isoformat())


_TYPING_SECONDS = 6
_SENDING_SECONDS = 45.0


def time_to_send(plot: Plot) -> None:
    """Where too little is left of P2's sending, as on a busy machine, type an agreement for more.

    The end of capture stays as it is; the end of sending is the next whole minute that leaves a
    busy machine as much time as it needs, by how long the first capture took.
    """
    needed = timedelta(seconds=_SENDING_SECONDS * plot.pace)
    now = datetime.now(UTC)
    if datetime.fromisoformat(plot.notes["p2"]["sending_ends_at"]) - now >= needed:
        return
    desk = entered(plot, UTI.user, UTI.password)
    later = (datetime.now(_zone()) + needed + timedelta(seconds=60)).replace(
        second=0, microsecond=0
    )
    starts, ends = (
        datetime.fromisoformat(plot.notes["p2"][key]).astimezone(_zone())
        for key in ("starts_at", "capture_ends_at")
    )
    shown = {"Inicio": _shown(starts), "Fin": _shown(ends), "Envío hasta": _shown(later)}
    desk.do("publish_period", cargo=CARGO_2["name"], agreement=_AGREEMENT_LONGER, **shown)
    desk.do("leave")
    plot.note("p2", "sending_ends_at", value=later.astimezone(UTC).isoformat())


def _proceso(plot: Plot) -> dict[str, Any]:
    """Return what is typed into the form of the proceso."""
    cargos = [
        {"name": CARGO_1["name"], "ambito": "Distrito", "numero": "5", "umbral": "100"},
        {"name": CARGO_2["name"], "ambito": "Municipio", "numero": "1", "umbral": "50"},
    ]
    return {
        "lines": {
            "Identificador del proceso": PROCESO["id"],
            "Nombre del proceso": PROCESO["name"],
            "Instituto": PROCESO["instituto"],
            "Acuerdo del INE": PROCESO["agreement"],
        },
        "choices": {"Entidad": "Jalisco"},
        "cargos": cargos,
        "app_hash": plot.notes["app_hash"],
    }


def _typed(each: Aspirante) -> dict[str, str]:
    return {
        key: getattr(each, key)
        for key in (
            "constancia", "nombre", "apellido_paterno", "apellido_materno", "sobrenombre", "cargo",
        )
    }  # fmt: skip


def _form(each: Aspirante) -> dict[str, str]:
    """Return the whole form of numeral 4 by its labels."""
    today = datetime.now(_zone()).date()
    return {
        "Cargo": each.cargo,
        "Nombre(s)": each.nombre,
        "Apellido paterno": each.apellido_paterno,
        "Apellido materno": each.apellido_materno,
        "Sobrenombre": each.sobrenombre,
        "Lugar de nacimiento": each.lugar_nacimiento,
        "Fecha de nacimiento": _day(date.fromisoformat(each.fecha_nacimiento)),
        "Género": each.genero,
        "Clave de elector": each.clave,
        "OCR": each.ocr,
        "CIC": each.cic,
        "Entidad": "14 Jalisco",
        "Municipio": "001 Villa Muestra",
        "Sección electoral": each.seccion,
        "Teléfono de domicilio": each.tel_domicilio,
        "Teléfono de oficina": each.tel_oficina,
        "Teléfono móvil": each.tel_movil,
        "Correo electrónico": each.correo,
        "Cuenta de Google o Facebook": each.cuenta,
        "Proveedor de la cuenta": each.proveedor,
        "Fecha de recepción": _day(today),
        "Recibido por": each.recibido_por,
        "Fecha de manifestación": _day(today),
        "Número de oficio o constancia": each.constancia,
        "Observaciones": each.observaciones,
    }


def _open_period(now: datetime) -> dict[str, tuple[str, str]]:
    """Return a period that is open: from a while ago until in a month."""
    ends = (now + timedelta(days=30)).replace(hour=23, minute=59)
    return {
        "Inicio": _shown(now - timedelta(minutes=30)),
        "Fin": _shown(ends),
        "Envío hasta": _shown(ends + timedelta(days=1)),
    }


def _shown(moment: datetime) -> tuple[str, str]:
    return _day(moment.date()), f"{moment:%H:%M}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _zone() -> ZoneInfo:
    return ZoneInfo(PROCESO["time_zone"])


def _app_hash(plot: Plot) -> str:
    """Return what the capture app says of itself."""
    said = subprocess.run(
        [sys.executable, "-m", "capture_kiosk", "--hash"],
        cwd=plot.stage.tree,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip()

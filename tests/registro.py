"""Fictitious material of the registration half: a proceso PRÁCTICA, its geography, a person."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.domain.access.roles import Role
from tests.central_server import Central, Client
from tests.importing import applied, import_job
from tests.written_once import write_once

ZONE = ZoneInfo("America/Mexico_City")
GEOGRAFIA = (
    "entidad,municipio,municipio_nombre,distrito,seccion\n"
    "9,15,Cuauhtémoc (MUESTRA),12,123\n"
    "09,016,Miguel Hidalgo (MUESTRA),010,0124\n"
)


def today() -> str:
    """Return the local date of now, as the desk writes it."""
    return datetime.now(UTC).astimezone(ZONE).date().isoformat()  # noqa: TID251  a test's


def at(minutes: float = 0) -> str:
    """Return an instant near now, as the desk writes it."""
    moment = datetime.now(UTC) + timedelta(minutes=minutes)  # noqa: TID251  a test's
    return moment.isoformat()


def proceso(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  whatever a test breaks
    """Return a proceso PRÁCTICA with two cargos."""
    return {
        "id": "muestra-2027",
        "name": "Proceso Local 2026-2027 (MUESTRA)",
        "instituto": "Instituto Electoral de MUESTRA",
        "mode": "practica",
        "entidad": "09",
        "time_zone": "America/Mexico_City",
        "agreement": "ACU-000-26 (ficticio)",
        "cargos": [
            _cargo("gubernatura", "Gubernatura", "entidad", ""),
            _cargo("alcaldia-015", "Alcaldía Cuauhtémoc", "municipio", "015"),
        ],
        "generos": ["Mujer", "Hombre", "No binario"],
        "legal_grounds": ["artículo 1 de los Lineamientos (MUESTRA)"],
        "notice": {"version": "1", "text": "Aviso de privacidad ficticio."},
        "duty_text": "Soy responsable del uso de la aplicación (texto ficticio).",
        "readings": {
            "grace_minutes": 0,
            "sending_margin_minutes": 0,
            "several_aspirantes": True,
            "ask_for_face": True,
            "envio_idle_minutes": 10,
            "aspirante_mail_minutes": 60,
        },
        "authorised_apps": [],
        "provider": "proveedor simulado: no es el INE",
        **changes,
    }


def _cargo(cargo_id: str, name: str, ambito: str, numero: str) -> dict[str, Any]:
    return {
        "id": cargo_id,
        "name": name,
        "ambito": ambito,
        "entidad": "09",
        "numero": numero,
        "umbral": 3,
    }


def constancia(number: str = "CI-001/26", **changes: Any) -> dict[str, Any]:  # noqa: ANN401  as above
    """Return a constancia of today for Ana."""
    return {
        "number": number,
        "date": today(),
        "nombre": "Ana",
        "apellido_paterno": "Muestra",
        "apellido_materno": "Ficticia",
        "sin_segundo_apellido": False,
        "sobrenombre": "",
        "cargo": "gubernatura",
        "delivered_at": None,
        "delivered_to": "",
        "issued_here": True,
        **changes,
    }


_REGISTRO: dict[str, Any] = {
    "cargo": "gubernatura",
    "persona": {
        "nombre": "Ana",
        "apellido_paterno": "Muestra",
        "apellido_materno": "Ficticia",
        "sin_segundo_apellido": False,
        "sobrenombre": "La Muestra",
        "lugar_nacimiento": "Ciudad de México",
        "fecha_nacimiento": "1980-01-02",
        "genero": "Mujer",
    },
    "credencial": {
        "clave": {"text": "MSFCAN80010209M000"},
        "ocr": {"text": "0123000000001"},
        "cic": {"text": "012345678"},
        "entidad": "09",
        "municipio": "015",
        "seccion": {"text": "0123"},
    },
    "contacto": {"domicilio": "5500000001", "oficina": "", "movil": "5500000002"},
    "autenticacion": {"correo": "ana@muestra.example", "cuenta": "", "proveedor": ""},
    "expediente": {
        "recibido": "",
        "recibido_por": "Beto Ficticio",
        "manifestacion": "2026-01-05",
        "constancia": "CI-001/26",
        "observaciones": "",
    },
    "late_reason": "",
}


def registro(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  as above
    """Return Ana's registration; `persona__genero="x"` changes one datum."""
    made = copy.deepcopy(_REGISTRO)
    made["expediente"]["recibido"] = today()
    for path, value in changes.items():
        *places, last = path.split("__")
        target = made
        for place in places:
            target = target[place]
        target[last] = value
    return made


def open_proceso(central: Central) -> Client:
    """Publish the proceso, load the geography, and return a supervisor."""
    supervisor = central.stranger()
    supervisor.token = write_once(central, "proceso", lambda: _open_proceso(central))
    return supervisor


def _open_proceso(central: Central) -> str:
    """Return the token of the supervisor who did it."""
    supervisor = central.someone(Role.SUPERVISOR)
    assert supervisor.put("/v1/proceso", proceso()).status_code == 200
    job = import_job(central)
    assert applied(supervisor, "/v1/geografia", GEOGRAFIA.encode(), job).rows == 2
    return supervisor.token


def register(desk: Client, key: str = "llave-0001", **changes: Any) -> dict[str, Any]:  # noqa: ANN401  as above
    """Issue Ana's constancia, register her, and return what the server answers."""
    assert desk.post("/v1/constancias", constancia()).status_code == 201
    given = desk.post("/v1/aspirantes", registro(**changes), headers={"Idempotency-Key": key})
    assert given.status_code == 201, given.text
    answered: dict[str, Any] = given.json()
    return answered

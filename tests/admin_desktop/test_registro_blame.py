"""Numeral 4, broken on the server alone: the sentence stands beside a field of the form."""

from typing import Any

import pytest

from admin_desktop.screens.registro.fields import field_of, sentences
from core.client.transport import Transport
from core.domain.access.roles import Role
from core.domain.registration.aspirante import Registered
from core.domain.registration.correccion import LABELS
from core.errors import CentralRefused
from core.wire import adapter
from tests import registro
from tests.central_server import Central

ONLY_ON_THE_SERVER: list[tuple[dict[str, Any], str, str]] = [
    ({"cargo": " "}, "cargo", "falta_dato"),
    ({"cargo": "otro"}, "cargo", "cargo_desconocido"),
    ({"persona__nombre": " "}, "persona.nombre", "falta_dato"),
    ({"persona__apellido_paterno": ""}, "persona.apellido_paterno", "falta_dato"),
    ({"persona__apellido_materno": ""}, "persona.apellido_materno", "falta_materno"),
    ({"persona__lugar_nacimiento": ""}, "persona.lugar_nacimiento", "falta_dato"),
    ({"persona__genero": "Otro"}, "persona.genero", "genero_desconocido"),
    ({"persona__fecha_nacimiento": "1980-01-03"}, "credencial.clave", "nacimiento_no_coincide"),
    ({"persona__fecha_nacimiento": "ayer"}, "persona.fecha_nacimiento", "forma_incorrecta"),
    ({"credencial__clave": {"text": "MSFC"}}, "credencial.clave", "clave_forma"),
    ({"credencial__ocr": {"text": "1"}}, "credencial.ocr", "ocr_forma"),
    ({"credencial__ocr": {"text": "0124000000001"}}, "credencial.ocr", "seccion_no_coincide"),
    ({"credencial__ocr": None, "credencial__cic": None}, "credencial.ocr", "falta_ocr_o_cic"),
    ({"credencial__cic": {"text": "1"}}, "credencial.cic", "cic_forma"),
    ({"credencial__entidad": ""}, "credencial.entidad", "falta_dato"),
    ({"credencial__municipio": ""}, "credencial.municipio", "falta_dato"),
    ({"credencial__municipio": "999"}, "credencial.municipio", "municipio_desconocido"),
    ({"credencial__municipio": "016"}, "credencial.seccion", "seccion_de_otro_municipio"),
    ({"credencial__seccion": {"text": "x"}}, "credencial.seccion", "seccion_forma"),
    ({"contacto__domicilio": "", "contacto__movil": ""}, "contacto.movil", "falta_telefono"),
    ({"contacto__movil": "1"}, "contacto.movil", "telefono_forma"),
    ({"autenticacion__correo": "sinarroba"}, "autenticacion.correo", "correo_forma"),
    ({"expediente__recibido": "2099-01-01"}, "expediente.recibido", "fecha_futura"),
    ({"expediente__recibido_por": ""}, "expediente.recibido_por", "falta_dato"),
    ({"expediente__constancia": ""}, "expediente.constancia", "falta_dato"),
    ({"expediente__constancia": "CI-9"}, "expediente.constancia", "constancia_desconocida"),
    ({"expediente__manifestacion": "2099-01-01"}, "expediente.manifestacion", "fechas_en_desorden"),
    ({"persona__nombre": "Berta"}, "expediente.constancia", "constancia_no_coincide"),
]


def flat(body: dict[str, Any], above: str = "") -> dict[str, str]:
    """Return a registration as the form has it: one text a field."""
    texts: dict[str, str] = {}
    for name, value in body.items():
        field = f"{above}{name}"
        if isinstance(value, dict) and set(value) != {"text"}:
            texts |= flat(value, f"{field}.")
        else:
            texts[field] = str(value["text"] if isinstance(value, dict) else value or "")
    return texts


def refusal(central: Central, body: dict[str, Any], key: str) -> CentralRefused:
    """Return what a real server refuses a registration with."""
    desk = central.someone(Role.REGISTRAR)
    transport = Transport(central.url, central.authority, desk.token)
    raw = adapter(dict[str, Any]).dump_json(body)
    headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
    try:
        with pytest.raises(CentralRefused) as refused:
            transport.upload("POST", "/v1/aspirantes", raw, Registered, headers)
    finally:
        transport.close()
    return refused.value


def test_each_rule_of_the_server_blames_a_field_of_the_form(server: Central) -> None:
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    assert desk.post("/v1/constancias", registro.constancia()).status_code == 201
    wrong = []
    for number, (changes, field, code) in enumerate(ONLY_ON_THE_SERVER):
        body = registro.registro(**changes)
        told = refusal(server, body, f"llave-muestra-{number}")
        said = sentences(told, flat(body))
        if set(said) != {field} or told.code != code or not said[field]:
            wrong.append((changes, told.code, told.fields, said))
    assert not wrong


def test_a_clave_and_a_constancia_used_before_blame_theirs(server: Central) -> None:
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk, "llave-muestra-uno")
    same = registro.registro()
    assert set(sentences(refusal(server, same, "llave-muestra-dos"), flat(same))) == {
        "credencial.clave"
    }
    other = registro.registro(credencial__clave={"text": "MSFCAN80010209M100"})
    assert set(sentences(refusal(server, other, "llave-muestra-tres"), flat(other))) == {
        "expediente.constancia"
    }


def test_what_is_about_no_field_blames_none() -> None:
    assert not sentences(CentralRefused("sin_proceso", 404), {})


@pytest.mark.parametrize("section", ["persona", "credencial", "contacto", "autenticacion", ""])
def test_a_rule_that_the_desk_does_not_know_blames_a_field_of_its_section(section: str) -> None:
    blamed = field_of(section, "regla_nueva", {})
    assert blamed in LABELS or not section

"""A form that is sent again because its answer was lost: one row, one answer; both databases."""

from dataclasses import dataclass
from typing import Any

import pytest

from core.domain.access.roles import Role
from tests import registro
from tests.central_server import Central
from tests.server.test_datos_personales import a_breach, a_request

ACTS = {
    "/v1/solicitudes": "solicitud_recibida",
    "/v1/vulneraciones": "vulneracion_asentada",
    "/v1/capacitaciones": "capacitacion_registrada",
}


@dataclass(frozen=True)
class Made:
    """One route that makes rows: its path, a body, and a datum of it to change."""

    path: str
    body: dict[str, Any]
    change: dict[str, Any]


def made_by(central: Central, path: str) -> Made:
    if path == "/v1/solicitudes":
        return Made(path, a_request(central), {"name": "Otra MUESTRA"})
    if path == "/v1/vulneraciones":
        return Made(path, a_breach(central), {"people": 4})
    people = [{"name": "Acompañante MUESTRA", "constancia": ""}]
    held = {"held_at": registro.at(), "place": "Sala", "instructor": "Eva MUESTRA", "topics": "Uso"}
    return Made(path, held | {"asistentes": people}, {"place": "Patio"})


@pytest.mark.sampled(2)
@pytest.mark.parametrize("path", ACTS)
def test_the_same_key_makes_one_and_answers_the_same(central: Central, path: str) -> None:
    registro.open_proceso(central)
    office = central.someone(Role.SUPERVISOR, Role.REGISTRAR)
    made, key = made_by(central, path), {"Idempotency-Key": "llave-MUESTRA"}
    first, again = (office.post(path, made.body, key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), first.text
    assert first.json() == again.json()
    other = office.post(path, made.body | made.change, key)
    assert (other.status_code, other.json()["code"]) == (409, "formulario_con_otros_datos")
    assert office.get(path).json()["items"] == [first.json()]
    without = office.post(path, made.body, {})
    assert without.status_code == 422, "a repeat could not be told"
    assert office.post(path, made.body).json()["id"] != first.json()["id"]
    with central.deps.units.reading() as work:
        acts = [each.act for each in work.bitacora.page(after=0, limit=500, search="").items]
    assert acts.count(ACTS[path]) == 2, "the repeat is no act"

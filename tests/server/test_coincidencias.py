"""Whose a clave, an e-mail or a name is: among aspirantes, and among one's own auxiliares."""

import pytest

from core.domain.access.roles import Role
from tests import registro
from tests.apoyo_world import FIRST, SECOND, World
from tests.central_server import Central, Client
from tests.importing import applied, import_job


def ask(who: Client, path: str, datum: str, *texts: str) -> list[str]:
    answer = who.post(f"/v1/{path}/coincidencias", {"datum": datum, "texts": list(texts)})
    assert answer.status_code == 200, answer.text
    found: list[str] = answer.json()["quienes"]
    return found


def test_an_aspirante_is_found_by_clave_mail_and_name(central: Central) -> None:
    desk = registro.open_proceso(central)
    desk.token = central.someone(Role.REGISTRAR).token
    who = registro.register(desk)["id_solicitante"]
    asked = [
        ("clave", "MSFCAN80010209M000"),
        ("correo", "ana@muestra.example"),
        ("nombre", " ANA ", "múestra", "Fictícia"),
    ]
    assert [ask(desk, "aspirantes", *each) for each in asked] == [[who]] * 3
    others = [
        ("clave", "MSFCAN80010209M100"),
        ("correo", "na@muestra.example"),
        ("nombre", "Ana", "Muestra", ""),
        ("nombre", "Ana"),
        ("nombre", "", "", ""),
        ("correo", "%"),
        ("clave",),
    ]
    assert [ask(desk, "aspirantes", *each) for each in others] == [[]] * len(others)


def test_an_auxiliar_is_found_only_among_ones_own_and_until_a_baja(world: World) -> None:
    enlisted = world.enlist()
    asked = [("correo", "auxilia@muestra.invalid"), ("nombre", "auxilia", "ficticia", "Muestra")]
    own, other = world.console(FIRST), world.console(SECOND)
    assert [ask(own, "auxiliares", *each) for each in asked] == [[enlisted.vinculo]] * 2
    assert [ask(other, "auxiliares", *each) for each in asked] == [[]] * 2
    assert ask(own, "auxiliares", "clave", "MSFCAN80010209M000") == []
    assert own.post(f"/v1/vinculos/{enlisted.vinculo}/baja", {"reason": "x"}).status_code == 200
    assert [ask(own, "auxiliares", *each) for each in asked] == [[]] * 2


@pytest.mark.parametrize("body", [{}, {"datum": "genero", "texts": []}, {"datum": "clave"}])
def test_another_question_is_refused(central: Central, body: dict[str, object]) -> None:
    desk = central.someone(Role.REGISTRAR)
    assert desk.post("/v1/aspirantes/coincidencias", body).status_code == 422


def test_a_seccion_without_entidad_is_the_only_one_of_its_number(central: Central) -> None:
    supervisor = registro.open_proceso(central)
    path = "/v1/geografia/secciones/0123"
    assert supervisor.get(path).json()["entidad"] == "09"
    twice = registro.GEOGRAFIA + "10,001,Canatlán (MUESTRA),001,0123\n"
    applied(supervisor, "/v1/geografia", twice.encode(), import_job(central))
    assert supervisor.get(path).status_code == 404
    assert supervisor.get(f"{path}?entidad=10").json()["municipio"] == "001"

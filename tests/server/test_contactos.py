"""An aspirante prints how to reach their own auxiliares: of nobody else's, and no code."""

from tests.apoyo_world import SECOND, World
from tests.central_server import Central
from tests.documents.sheets import texts

PATH = "/v1/auxiliares/contactos/pdf"


def test_ones_own_are_printed_by_name_and_no_code_is(central: Central) -> None:
    world = World.made(central)
    for number, nombre in enumerate(("Zoe", "Álvaro"), 1):
        world.enlist(key=f"llave-{number:04d}", nombre=nombre, correo=f"p{number}@muestra.example")
    world.enlist(SECOND, key="llave-0009", nombre="Ajena", correo="ajena@muestra.example")
    answer = world.console().get(PATH)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    page = " ".join(texts(answer.content)).replace("\n", " ")
    assert "Zoe" in page
    assert "Álvaro" in page
    assert "Ajena" not in page
    vinculo = world.console().get("/v1/auxiliares?search=zoe").json()["items"][0]["vinculo"]["id"]
    ended = world.console().post(f"/v1/vinculos/{vinculo}/baja", {"reason": "renuncia"})
    assert ended.status_code == 200, ended.text
    assert "Zoe" not in " ".join(texts(world.console().get(PATH).content))
    gone = texts(world.console().get(f"{PATH}?state=de_baja").content)
    assert "Zoe" in " ".join(gone)

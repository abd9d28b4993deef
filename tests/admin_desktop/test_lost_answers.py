"""A form whose answer was lost is pressed again: one is made, though the server made it before."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from core.client.transport import Transport
from core.domain.access.roles import Role
from core.errors import CentralUnreachable
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.test_datos_personales import fill
from tests.admin_desktop.test_journey_staff import open_account
from tests.central_server import Central


def a_request(eyes: Eyes) -> None:
    eyes.press("Datos personales")
    eyes.press("Nueva solicitud")
    fill(eyes, "Algo de MUESTRA")


def a_breach(eyes: Eyes) -> None:
    eyes.press("Datos personales")
    eyes.press("Vulneraciones")
    eyes.press("Asentar vulneración")
    for name in (
        "Qué pasó",
        "Qué datos se comprometieron",
        "De quiénes",
        "Qué se hizo de inmediato",
    ):
        eyes.type(name, "Algo de MUESTRA")


def a_session(eyes: Eyes) -> None:
    eyes.press("Capacitación")
    eyes.press("Registrar capacitación")
    for name in ("Lugar", "Instructor", "Temas"):
        eyes.type(name, "Algo de MUESTRA")
    eyes.type("Otra persona", "Acompañante MUESTRA")
    eyes.press("Agregar asistente")


FORMS = {
    "/v1/solicitudes": (a_request, "Recibir solicitud", "Qué pide", "recibida. Se contesta"),
    "/v1/vulneraciones": (a_breach, "Guardar vulneración", "Qué pasó", "Vulneración 1 guardada."),
    "/v1/capacitaciones": (a_session, "Guardar capacitación", "Lugar", "Capacitación guardada con"),
}


@pytest.mark.sampled(1)
@pytest.mark.parametrize("path", FORMS)
def test_pressed_again_after_a_lost_answer_it_is_made_once(
    path: str, server: Central, eyes: Eyes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_it: Callable[[Eyes], None]
    type_it, button, field, said = FORMS[path]
    registro.open_proceso(server)
    open_account(server, "eva", Role.SUPERVISOR, Role.REGISTRAR)
    sign_in(eyes, server, qtbot, "eva")
    type_it(eyes)
    typed, call = eyes.value(field), Transport._call

    def lost(self: Transport, method: str, path: str, **rest: object) -> bytes:
        answer = call(self, method, path, **rest)  # type: ignore[arg-type]
        if method == "POST":
            raise CentralUnreachable  # it came, and its answer did not
        return answer

    monkeypatch.setattr(Transport, "_call", lost)
    eyes.press(button)
    qtbot.waitUntil(lambda: eyes.shows("No hay respuesta"), timeout=WAIT)
    settle()
    office = server.someone(Role.SUPERVISOR, Role.REGISTRAR)
    assert len(office.get(path).json()["items"]) == 1, "the server kept it"
    assert eyes.value(field) == typed, "nothing typed is lost"
    monkeypatch.setattr(Transport, "_call", call)
    eyes.type(field, "Otra cosa de MUESTRA")
    eyes.press(button)
    qtbot.waitUntil(lambda: eyes.shows("Esto ya se guardó, con otros datos."), timeout=WAIT)
    eyes.type(field, typed)
    eyes.press(button)
    qtbot.waitUntil(lambda: eyes.shows(said), timeout=WAIT)
    assert len(office.get(path).json()["items"]) == 1, "it is there once"
    type_it(eyes)
    eyes.press(button)
    qtbot.waitUntil(lambda: len(office.get(path).json()["items"]) == 2, timeout=WAIT)

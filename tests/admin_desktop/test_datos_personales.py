"""Requests about personal data and breaches at the desk: in a real window, with a real server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.domain.access.roles import Role
from core.spanish_dates import short_day
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import PASSWORD, WAIT, sign_in, trust
from tests.admin_desktop.pictures import see
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_two_windows import asked
from tests.central_server import Central
from tests.server.test_datos_personales import a_breach, a_request, today
from tests.walkthrough.relay import Relay

RUBBISH = "=cmd()|' /C calc'!A0 <b>ʼꞌ</b> 🙂 \u202eatseum\u202c «MUESTRA»"
FIELDS = (
    *("Nombre de la persona titular", "Representante", "Cómo acreditó su identidad"),
    *("Dónde se le contesta", "Qué pide"),
)


@pytest.fixture
def relay(server: Central) -> Iterator[Relay]:
    """Return the way to the server, which a test closes."""
    where = urlsplit(server.url)
    opened = Relay((str(where.hostname), int(where.port or 0)))
    yield opened
    opened.stop()


def enter(server: Central, eyes: Eyes, qtbot: QtBot, url: str = "") -> None:
    """Enter as a supervisor, and open the place."""
    open_account(server, "eva", Role.SUPERVISOR)
    sign_in(eyes, replace(server, url=url or server.url), qtbot, "eva")
    eyes.press("Datos personales")
    settle()


def fill(eyes: Eyes, text: str) -> None:
    eyes.choose("Derecho que ejerce", "Rect")
    eyes.choose("De quién son los datos", "Ciud")
    for name in FIELDS:
        eyes.type(name, text)


def test_a_request_from_its_reception_to_its_end(server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    registro.open_proceso(server)
    enter(server, eyes, qtbot)
    assert eyes.shows("Todavía no hay solicitudes sobre datos personales.")
    eyes.press("Nueva solicitud")
    eyes.press("Recibir solicitud")
    for name in ("Derecho que ejerce", "Qué pide"):
        assert eyes.sentence(name), f"«{name}» says what it lacks"
    assert not eyes.sentence("Representante")
    fill(eyes, RUBBISH)
    eyes.press("Recibir solicitud")
    qtbot.waitUntil(lambda: eyes.shows("recibida. Se contesta a más tardar el"), timeout=WAIT)
    settle()
    assert eyes.texts().count(RUBBISH) >= len(FIELDS) - 1, "a text is only a text"
    eyes.press("Ampliar plazo")
    eyes.press("Guardar prórroga")
    assert eyes.sentence("Motivo de la prórroga")
    eyes.type("Motivo de la prórroga", RUBBISH)
    eyes.press("Guardar prórroga")
    qtbot.waitUntil(lambda: eyes.shows("queda por contestar"), timeout=WAIT)
    assert "Ampliar plazo" not in eyes.controls(), "a term is extended once"
    eyes.press("Contestar")
    eyes.type("Contestada el", "31/02/2026")
    eyes.press("Guardar respuesta")
    for name in ("Sentido", "Respuesta que se dio", "Contestada el"):
        assert eyes.sentence(name), name
    eyes.choose("Sentido", "Procede")
    eyes.type("Respuesta que se dio", RUBBISH)
    eyes.type("Contestada el", f"{today(server):%d/%m/%Y}")
    eyes.press("Guardar respuesta")
    qtbot.waitUntil(lambda: eyes.shows("queda por cumplir"), timeout=WAIT)
    eyes.press("Asentar cumplimiento")
    eyes.type("Qué se hizo", RUBBISH)
    eyes.press("Guardar cumplimiento")
    qtbot.waitUntil(lambda: eyes.shows("queda concluida"), timeout=WAIT)
    assert not {"Contestar", "Ampliar plazo", "Asentar cumplimiento"} & set(eyes.controls())


def test_what_lacks_is_asked_for_once_and_given_or_not_presented(
    server: Central, eyes: Eyes, qtbot: QtBot
) -> None:
    registro.open_proceso(server)
    long_ago = (today(server) - timedelta(days=60)).isoformat()
    eva = server.someone(Role.SUPERVISOR)
    old = eva.post("/v1/solicitudes", a_request(server, received_on=long_ago)).json()
    lacking = {"text": "su firma", "on": long_ago}
    assert eva.put(f"/v1/solicitudes/{old['id']}/prevencion", lacking).status_code == 200
    assert eva.post("/v1/solicitudes", a_request(server)).status_code == 201
    enter(server, eyes, qtbot)
    qtbot.waitUntil(lambda: "Pedir lo que falta" in eyes.controls(), timeout=WAIT)
    eyes.press("Pedir lo que falta")
    eyes.press("Guardar prevención")
    assert eyes.sentence("Qué falta")
    eyes.type("Qué falta", RUBBISH)
    eyes.choose("Cómo se le dice", "Por")
    assert "Se le dijo el" not in eyes.controls(), "it is told now"
    eyes.press("Dejarla como está")
    eyes.press("Pedir lo que falta")
    eyes.type("Qué falta", RUBBISH)
    assert eyes.value("Se le dijo el") == f"{today(server):%d/%m/%Y}"
    see(eyes.window, "arco_prevencion")
    eyes.press("Guardar prevención")
    qtbot.waitUntil(lambda: eyes.shows("queda prevenida"), timeout=WAIT)
    offered = {"Asentar lo entregado", "Dar por no presentada", "Contestar", "Pedir lo que falta"}
    assert offered & set(eyes.controls()) == {"Asentar lo entregado"}
    eyes.press("Asentar lo entregado")
    eyes.type("Qué entregó", RUBBISH)
    eyes.press("Guardar lo entregado")
    qtbot.waitUntil(lambda: eyes.shows("queda por contestar"), timeout=WAIT)
    assert offered & set(eyes.controls()) == {"Contestar"}
    eyes.type("Buscar solicitud", old["folio"])
    eyes.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Dar por no presentada" in eyes.controls(), timeout=WAIT)
    eyes.press("Dar por no presentada")
    see(eyes.window, "arco_no_presentada")
    eyes.press("Tenerla por no presentada")
    qtbot.waitUntil(lambda: eyes.shows("queda no presentada"), timeout=WAIT)
    assert not offered & set(eyes.controls())


def test_a_breach_is_noted_and_updated(server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    registro.open_proceso(server)
    enter(server, eyes, qtbot)
    eyes.press("Vulneraciones")
    eyes.press("Asentar vulneración")
    for name in ("Qué pasó", "Qué datos se comprometieron", "De quiénes"):
        eyes.type(name, RUBBISH)
    eyes.press("Guardar vulneración")
    assert eyes.sentence("Qué se hizo de inmediato")
    eyes.type("Qué se hizo de inmediato", RUBBISH)
    eyes.type("Cuántas personas", "muchas")
    eyes.type("Se avisó a titulares el", f"{today(server):%d/%m/%Y}")
    eyes.press("Guardar vulneración")
    for name in ("Cuántas personas", "Se avisó a titulares el", "Por qué medio"):
        assert eyes.sentence(name), name
    eyes.type("Cuántas personas", "12")
    eyes.type("Se avisó a titulares el", "")
    eyes.press("Guardar vulneración")
    qtbot.waitUntil(lambda: eyes.shows("Vulneración 1 guardada. Avise a más tardar"), timeout=WAIT)
    eyes.press("Actualizar vulneración")
    assert eyes.value("Cuántas personas") == "12"
    eyes.type("Cuántas personas", "13")
    with_other = server.someone(Role.SUPERVISOR)
    told = a_breach(server) | {"people": 99}
    path = "/v1/vulneraciones/1"
    other = with_other.call("PUT", path, body=told, headers={"If-Match": '"0"'})
    assert other.status_code == 200, other.text
    eyes.press("Guardar vulneración")
    question = asked(qtbot)
    assert question.shows("Personas: «12» → «99»")
    assert eyes.value("Cuántas personas") == "13", "nothing typed is lost"
    question.press("Guardar lo mío encima")
    qtbot.waitUntil(lambda: eyes.shows("Vulneración 1 guardada."), timeout=WAIT)
    assert with_other.get("/v1/vulneraciones").json()["items"][0]["told"]["people"] == 13


def test_what_was_typed_about_one_is_never_saved_about_another(
    server: Central, eyes: Eyes, qtbot: QtBot
) -> None:
    registro.open_proceso(server)
    office = server.someone(Role.SUPERVISOR)
    for _ in range(2):
        assert office.post("/v1/solicitudes", a_request(server)).status_code == 201
    enter(server, eyes, qtbot)
    year = today(server).year
    qtbot.waitUntil(lambda: eyes.shows(f"SDP-{year}-0002"), timeout=WAIT)
    eyes.press("Contestar")
    eyes.choose("Sentido", "No procede")
    eyes.type("Respuesta que se dio", "De la segunda")
    eyes.type("Buscar solicitud", "0001")
    eyes.key(Qt.Key.Key_Return)
    settle()
    eyes.press("Guardar respuesta")
    qtbot.waitUntil(lambda: eyes.shows("queda concluida"), timeout=WAIT)
    rows = office.get("/v1/solicitudes").json()["items"]
    assert [each["answer"] for each in rows] == ["De la segunda", ""]


def test_a_silent_server_loses_nothing(
    server: Central, relay: Relay, eyes: Eyes, qtbot: QtBot
) -> None:
    registro.open_proceso(server)
    enter(server, eyes, qtbot, f"https://127.0.0.1:{relay.port}")
    eyes.press("Nueva solicitud")
    fill(eyes, "Texto de MUESTRA")
    relay.close()
    eyes.press("Recibir solicitud")
    qtbot.waitUntil(lambda: eyes.shows("Código sin_servidor"), timeout=WAIT)
    assert eyes.value("Qué pide") == "Texto de MUESTRA"
    relay.open()
    qtbot.waitUntil(lambda: eyes.shows("Servidor al día"), timeout=WAIT)
    eyes.press("Recibir solicitud")
    qtbot.waitUntil(lambda: eyes.shows("recibida. Se contesta a más tardar el"), timeout=WAIT)


def test_today_tells_what_is_due_and_opens_it(server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    registro.open_proceso(server)
    kept = server.someone(Role.SUPERVISOR).post("/v1/solicitudes", a_request(server)).json()
    open_account(server, "eva", Role.SUPERVISOR)
    sign_in(eyes, server, qtbot, "eva")
    due = short_day(today(server).fromisoformat(kept["due_on"]))
    qtbot.waitUntil(lambda: eyes.shows(f"Cancelación · vence el {due}"), timeout=WAIT)
    eyes.press(f"Atender: Solicitud {kept['folio']}")
    qtbot.waitUntil(lambda: eyes.shows("Zoraida Ficticia"), timeout=WAIT)


def test_an_aspirante_reads_the_notice_once_and_a_new_text_again(
    server: Central, eyes: Eyes, qtbot: QtBot
) -> None:
    supervisor = registro.open_proceso(server)
    registro.register(supervisor)
    give_password(server, "000001")
    with server.deps.units.writing("prueba") as work:
        user = work.accounts.of_aspirante("000001").user

    def publish(version: str, text: str) -> None:
        decided = registro.proceso() | {"people_notice": {"version": version, "text": text}}
        sent = server.someone(Role.SUPERVISOR).put("/v1/proceso", decided)
        assert sent.status_code == 200, sent.text

    def sign() -> None:
        eyes.type("Usuario", user)
        eyes.type("Contraseña", PASSWORD)
        eyes.press("Entrar")

    publish("7", "Aviso primero (MUESTRA)")
    trust(eyes, server, qtbot)
    sign()
    qtbot.waitUntil(lambda: eyes.shows("Aviso primero (MUESTRA)"), timeout=WAIT)
    assert eyes.shows("Versión 7")
    publish("8", "Aviso segundo (MUESTRA)")
    eyes.press("He leído el aviso")
    qtbot.waitUntil(lambda: eyes.shows("Aviso segundo (MUESTRA)"), timeout=WAIT)
    assert not eyes.shows("Salir de la cuenta"), "what changed meanwhile is read first"
    eyes.press("He leído el aviso")
    qtbot.waitUntil(lambda: eyes.shows("Salir de la cuenta"), timeout=WAIT)
    settle()
    eyes.press("Salir de la cuenta")
    qtbot.waitUntil(lambda: eyes.shows("Entre a su cuenta"), timeout=WAIT)
    sign()
    qtbot.waitUntil(lambda: eyes.shows("Salir de la cuenta"), timeout=WAIT)


def test_a_term_that_passed_is_told(server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    registro.open_proceso(server)
    day = today(server) - timedelta(days=90)
    asked = a_request(server, received_on=day.isoformat())
    assert server.someone(Role.SUPERVISOR).post("/v1/solicitudes", asked).status_code == 201
    enter(server, eyes, qtbot)
    qtbot.waitUntil(lambda: eyes.shows("Venció el"), timeout=WAIT)
    assert "Contestar" in eyes.controls()
    assert "Ampliar plazo" not in eyes.controls()

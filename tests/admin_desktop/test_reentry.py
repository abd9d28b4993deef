"""A session that ends while one types: the password again, and the form goes on as it was."""

import pytest
from pytestqt.qtbot import QtBot
from sqlmodel import select

from admin_desktop.main import Desk
from core.central.tables.accounts import StoredSession
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import PASSWORD, WAIT
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_journey import fill, issue, question
from tests.central_server import Central


def end_every_session(server: Central) -> None:
    """End them as twelve hours would: token and refresh are worth nothing any more.

    Nothing is under way then, so that what is asked next is the first to be refused.
    """
    settle()
    with server.deps.units.writing("prueba") as work:
        accounts = {row.account_id for row in work.session.exec(select(StoredSession)).all()}
        for account in accounts:
            work.sessions.end_all(account)


@pytest.fixture
def away(signed_in: Eyes, ready: Central, qtbot: QtBot) -> Eyes:
    """Return a desk whose form is filled, concluded after the session ended."""
    issue(signed_in, qtbot)
    signed_in.press("Registrar aspirante")
    fill(signed_in, qtbot)
    end_every_session(ready)
    signed_in.press("Concluir registro")
    qtbot.waitUntil(lambda: signed_in.shows("Escriba su contraseña"), timeout=WAIT)
    return signed_in


def test_the_registration_goes_on_after_the_password(
    away: Eyes, desk: Desk, ready: Central, qtbot: QtBot
) -> None:
    picture(desk, "desk_sesion_terminada")
    assert away.focused_name() == "Contraseña"
    assert not away.shows("Ficticia"), "whoever passes by reads nobody's data"
    away.press("Seguir trabajando")
    assert away.sentence("Contraseña") == "Falta este dato. Complételo para continuar."
    away.type("Contraseña", "otra contraseña")
    away.press("Seguir trabajando")
    qtbot.waitUntil(lambda: away.shows("no son correctos"), timeout=WAIT)
    away.type("Contraseña", PASSWORD)
    away.press("Seguir trabajando")
    qtbot.waitUntil(lambda: away.shows("Registro concluido."), timeout=WAIT)
    with ready.deps.units.writing("prueba") as work:
        assert work.aspirantes.by_id("000001").registro.contacto.movil == "4490000137"


def test_leaving_instead_says_what_is_lost(away: Eyes, desk: Desk, qtbot: QtBot) -> None:
    away.press("Salir de la cuenta")
    qtbot.waitUntil(lambda: question() is not None, timeout=WAIT)
    Eyes(question() or desk.shell).press("Seguir escribiendo")
    away.press("Salir de la cuenta")
    qtbot.waitUntil(lambda: question() is not None, timeout=WAIT)
    Eyes(question() or desk.shell).press("Descartar")
    qtbot.waitUntil(lambda: away.shows("Entre a su cuenta"), timeout=WAIT)


def test_a_list_that_was_asked_for_comes_after_the_password(
    signed_in: Eyes, ready: Central, desk: Desk, qtbot: QtBot
) -> None:
    end_every_session(ready)
    signed_in.press("Aspirantes")
    qtbot.waitUntil(lambda: signed_in.shows("Escriba su contraseña"), timeout=WAIT)
    signed_in.type("Contraseña", PASSWORD)
    signed_in.press("Seguir trabajando")
    qtbot.waitUntil(lambda: signed_in.shows("Todavía no hay aspirantes."), timeout=WAIT)
    assert signed_in.focused_name() == "Buscar aspirante"
    assert desk.shell.isVisible()

"""The states of the scanned documents in the catalogue: none, chosen, on their way, refused, lost.

Those that are listed stand in test_screens.
"""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from core.client.transport import Transport
from core.domain.access.roles import Role
from core.errors import CentralUnreachable
from tests import registro
from tests.admin_desktop.by_name import settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.screen_worlds import LONG
from tests.admin_desktop.test_escaneos import PAGE, Held, drop, files, held, tell, to_scans
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_screens import Walk, look, walk
from tests.central_server import Central
from tests.escaneos import a_pdf, a_png

SCREEN = "Documentos escaneados"
__all__ = ("files", "held", "look", "walk")
"""Fixtures of others."""

_NAME = "oficio-" + "-".join(LONG.values()).replace(" ", "-")


@pytest.fixture
def scans(server: Central, walk: Walk, desk: Desk, qtbot: QtBot) -> Walk:
    """Return the window at the documents of an aspirante with a long name; there are none."""
    someone = registro.open_proceso(server)
    someone.token = server.someone(Role.REGISTRAR).token
    assert someone.post("/v1/constancias", registro.constancia(**LONG)).status_code == 201
    sent = registro.registro(**{f"persona__{key}": value for key, value in LONG.items()})
    given = someone.post("/v1/aspirantes", sent, headers={"Idempotency-Key": "llave-0001"})
    assert given.status_code == 201, given.text
    open_account(server, "registra", Role.REGISTRAR)
    sign_in(walk.eyes, server, qtbot, "registra")
    to_scans(walk.eyes, desk, qtbot)
    return walk


def test_from_none_to_refused(
    scans: Walk, desk: Desk, files: Callable[..., list[str]], qtbot: QtBot
) -> None:
    scans.see(SCREEN, "vacía")
    paths = files(**{f"{_NAME}_pdf": a_pdf(), "word_pdf": b"PK\x03\x04", "nada_png": b""})
    assert drop(desk, paths)
    scans.see(SCREEN, "elegidos")
    scans.eyes.press(PAGE)
    scans.see(SCREEN, "errores")
    for name in (f"{_NAME}.pdf", "word.pdf"):
        tell(scans.eyes, name)
    scans.eyes.press(PAGE)
    qtbot.waitUntil(lambda: scans.eyes.shows("no es un PDF"), timeout=WAIT)
    settle()
    scans.see(SCREEN, "rechazados")
    assert not scans.found, "\n".join(["", *scans.found])


def test_on_their_way(
    scans: Walk, desk: Desk, files: Callable[..., list[str]], held: Held, qtbot: QtBot
) -> None:
    assert drop(desk, files(**{f"{_NAME}_pdf": a_pdf(), "corto_png": a_png()}))
    for name in (f"{_NAME}.pdf", "corto.png"):
        tell(scans.eyes, name)
    scans.eyes.find(PAGE).object().click()
    qtbot.waitUntil(held.reached.is_set, timeout=WAIT)
    qtbot.waitUntil(lambda: scans.eyes.shows("Espera su turno."), timeout=WAIT)
    scans.see(SCREEN, "enviando", tab=False, rest=lambda: qtbot.wait(60))
    held.go.set()
    qtbot.waitUntil(lambda: scans.eyes.shows("2 documentos agregados."), timeout=WAIT)
    assert not scans.found, "\n".join(["", *scans.found])


def test_without_a_server(
    scans: Walk,
    desk: Desk,
    files: Callable[..., list[str]],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert drop(desk, files(**{f"{_NAME}_pdf": a_pdf(), "corto_png": a_png()}))
    for name in (f"{_NAME}.pdf", "corto.png"):
        tell(scans.eyes, name)

    def gone(*_: object, **_rest: object) -> bytes:
        raise CentralUnreachable

    monkeypatch.setattr(Transport, "_call", gone)
    scans.eyes.press(PAGE)
    qtbot.waitUntil(lambda: scans.eyes.shows("No hay respuesta"), timeout=WAIT)
    scans.see(SCREEN, "sin servidor")
    assert not scans.found, "\n".join(["", *scans.found])

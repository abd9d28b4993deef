"""Two real windows on one thing: the second save is told what the first changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from core.domain.access.roles import Role
from core.domain.proceso.proceso import Notice
from tests.admin_desktop.by_name import Eyes
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import see
from tests.admin_desktop.test_journey_staff import open_account
from tests.central_server import Central
from tests.documents.sheets import a_proceso


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Desk]:
    """Return the window of another person, on a machine of their own."""
    opened = Desk(tmp_path / "second")
    opened.shell.resize(1280, 800)
    opened.shell.show()
    yield opened
    opened.shell.hide()
    shiboken6.delete(opened.shell)
    opened.close()


def come_to(window: Desk, qtbot: QtBot) -> Eyes:
    """Turn to one of both windows, as its person does."""
    window.shell.activateWindow()
    qtbot.waitUntil(window.shell.isActiveWindow, timeout=WAIT)
    return Eyes(window.shell)


def asked(qtbot: QtBot) -> Eyes:
    """Return what is asked over the window."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=WAIT)
    found = QApplication.activeModalWidget()
    assert found is not None
    return Eyes(found)


def tick(eyes: Eyes, role: str) -> None:
    eyes.go(role)
    eyes.key(Qt.Key.Key_Space)


@pytest.fixture
def both(ready: Central, desk: Desk, second: Desk, qtbot: QtBot) -> tuple[Desk, Desk]:
    """Return two windows in «Cuentas», each with the account «zoila» before it."""
    for user in ("administra", "baltasar"):
        open_account(ready, user, Role.ADMINISTRADOR)
    open_account(ready, "zoila", Role.REGISTRAR)
    for window, user in ((desk, "administra"), (second, "baltasar")):
        eyes = come_to(window, qtbot)
        sign_in(eyes, ready, qtbot, user)
        eyes.press("Cuentas")
        qtbot.waitUntil(lambda eyes=eyes: eyes.shows("zoila ficticio MUESTRA"), timeout=WAIT)
        eyes.type("Buscar cuenta", "zoila")
        qtbot.waitUntil(lambda eyes=eyes: eyes.shows("1 a 1 de 1"), timeout=WAIT)
    return desk, second


@pytest.fixture
def publishers(ready: Central, desk: Desk, second: Desk, qtbot: QtBot) -> tuple[Desk, Desk]:
    """Return two windows in «Proceso y plazos», each with the version in force before it."""
    complete = replace(a_proceso(), people_notice=Notice("1", "Aviso ficticio (MUESTRA)"))
    sent = ready.someone(Role.SUPERVISOR).put("/v1/proceso", complete)
    assert sent.status_code == 200, sent.text
    for user in ("primera", "segunda"):
        open_account(ready, user, Role.SUPERVISOR)
    for window, user in ((desk, "primera"), (second, "segunda")):
        eyes = come_to(window, qtbot)
        sign_in(eyes, ready, qtbot, user)
        eyes.press("Proceso y plazos")
        qtbot.waitUntil(lambda eyes=eyes: eyes.shows("En vigor: versión 2"), timeout=WAIT)
    return desk, second


def publish(eyes: Eyes, qtbot: QtBot) -> None:
    eyes.press("Publicar proceso")
    asked(qtbot).press("Firmar y publicar")


def test_a_proceso_published_meanwhile_is_told_and_may_be_taken(
    publishers: tuple[Desk, Desk], qtbot: QtBot
) -> None:
    late = come_to(publishers[1], qtbot)
    late.type("Nombre del proceso", "Nombre de la segunda")
    early = come_to(publishers[0], qtbot)
    early.type("Acuerdo del INE", "INE/CG/777/2026")
    publish(early, qtbot)
    qtbot.waitUntil(lambda: early.shows("Proceso publicado, versión 3."), timeout=WAIT)
    late = come_to(publishers[1], qtbot)
    publish(late, qtbot)
    qtbot.waitUntil(lambda: late.shows("Otra persona guardó un cambio"), timeout=WAIT)
    question = asked(qtbot)
    assert question.shows("→ «INE/CG/777/2026»")
    assert question.shows("primera, hoy")
    question.press("Quedarme con lo guardado")
    late = come_to(publishers[1], qtbot)
    qtbot.waitUntil(lambda: late.value("Acuerdo del INE") == "INE/CG/777/2026", timeout=WAIT)
    assert late.value("Nombre del proceso") != "Nombre de la segunda"


def first_saves(both: tuple[Desk, Desk], qtbot: QtBot) -> Eyes:
    """Let the second window type, the first one save, and the second one press save."""
    late = come_to(both[1], qtbot)
    tick(late, "Auditoría")
    late.type("Motivo u oficio", "Oficio 2, auditoría")
    early = come_to(both[0], qtbot)
    tick(early, "Supervisión")
    early.type("Motivo u oficio", "Oficio 1, supervisión")
    early.press("Guardar papeles")
    qtbot.waitUntil(lambda: early.shows("Papeles de «zoila» guardados"), timeout=WAIT)
    late = come_to(both[1], qtbot)
    late.press("Guardar papeles")
    return late


def test_the_second_save_is_told_and_nothing_typed_is_lost(
    both: tuple[Desk, Desk], qtbot: QtBot
) -> None:
    late = first_saves(both, qtbot)
    question = asked(qtbot)
    told = "Papeles: «Registro de aspirantes» → «Registro de aspirantes, Supervisión»"
    assert question.shows(told)
    assert question.shows("administra, hoy")
    see(question.window, "dos_ventanas")
    question.press("Seguir escribiendo")
    late = come_to(both[1], qtbot)
    assert late.value("Motivo u oficio") == "Oficio 2, auditoría"
    late.press("Guardar papeles")
    qtbot.waitUntil(lambda: late.shows("Papeles de «zoila» guardados"), timeout=WAIT)
    assert late.shows("Registro de aspirantes · Auditoría")


def test_the_second_may_save_over_it_knowingly(both: tuple[Desk, Desk], qtbot: QtBot) -> None:
    late = first_saves(both, qtbot)
    asked(qtbot).press("Guardar lo mío encima")
    qtbot.waitUntil(lambda: late.shows("Papeles de «zoila» guardados"), timeout=WAIT)
    assert late.shows("Registro de aspirantes · Auditoría")


def test_the_second_may_take_what_was_saved(both: tuple[Desk, Desk], qtbot: QtBot) -> None:
    late = first_saves(both, qtbot)
    asked(qtbot).press("Quedarme con lo guardado")
    come_to(both[1], qtbot)
    qtbot.waitUntil(lambda: late.shows("Registro de aspirantes · Supervisión"), timeout=WAIT)
    qtbot.waitUntil(lambda: late.value("Motivo u oficio") == "", timeout=WAIT)
    late.press("Bitácora")  # nothing is asked: nothing typed is left
    qtbot.waitUntil(lambda: late.shows("Acto elegido"), timeout=WAIT)

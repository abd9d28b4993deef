"""What is typed of a registration outlives the workstation: kept on the server, taken up again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.main import Desk
from admin_desktop.screens.registro.draft_vm import DraftGateway, DraftVm, Keeping
from core.domain.access.roles import Role
from core.domain.registration.borrador import Borrador
from core.errors import CentralUnreachable
from core.qt_support.background import finish_all
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import NOW, WAIT, sign_in
from tests.admin_desktop.test_datos_personales import RUBBISH
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_two_windows import asked, come_to
from tests.central_server import Central


def begin(server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    """Enter as a registrar and open an empty form."""
    sign_in(eyes, server, qtbot, "registra")
    eyes.press("Aspirantes")
    settle()
    eyes.press("Registrar aspirante")
    settle()


def kept(server: Central) -> list[Borrador]:
    with server.deps.units.reading() as work:
        account = work.accounts.by_user("registra")
        assert account is not None
        return list(work.borradores(server.deps.sealed_borradores).of(account.id))


@pytest.fixture
def office(server: Central) -> Central:
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    assert desk.post("/v1/constancias", registro.constancia()).status_code == 201
    open_account(server, "registra", Role.REGISTRAR)
    return server


def test_another_workstation_goes_on_where_the_first_died(
    office: Central, eyes: Eyes, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    begin(office, eyes, qtbot)
    eyes.type("Lugar de nacimiento", RUBBISH)
    eyes.type("Número de oficio o constancia", "CI-001/26")
    eyes.key(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: eyes.shows("Borrador guardado"), timeout=WAIT)
    qtbot.waitUntil(
        lambda: (
            bool(kept(office)) and kept(office)[0].texts["expediente.constancia"] == "CI-001/26"
        ),
        timeout=WAIT,
    )
    desk.shell.hide()  # the workstation is gone, and nobody agreed to anything
    other = Desk(tmp_path / "otro")
    other.shell.resize(1280, 800)
    other.shell.show()
    again = come_to(other, qtbot)
    begin(office, again, qtbot)
    question = asked(qtbot)
    assert question.shows("constancia CI-001/26")
    question.press("Seguir con él")
    settle()
    come_to(other, qtbot)
    assert again.value("Lugar de nacimiento") == RUBBISH
    assert again.value("Número de oficio o constancia") == "CI-001/26"
    assert len(kept(office)) == 1, "it goes on under its own key"
    again.type("Lugar de nacimiento", "Otro lugar")
    qtbot.waitUntil(
        lambda: kept(office)[0].texts["persona.lugar_nacimiento"] == "Otro lugar", timeout=WAIT
    )
    again.press("Salir del registro")
    asked(qtbot).press("Descartar")
    qtbot.waitUntil(lambda: not kept(office), timeout=WAIT)
    other.shell.hide()
    shiboken6.delete(other.shell)
    other.close()


def test_who_begins_another_leaves_the_first_where_it_is(
    office: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    with office.deps.units.writing("prueba") as work:
        account = work.accounts.by_user("registra")
        assert account is not None
        draft = Borrador("llave-0001", {"persona.nombre": "Zoraida", "cargo": "gubernatura"})
        work.borradores(office.deps.sealed_borradores).keep(account.id, draft)
    begin(office, eyes, qtbot)
    question = asked(qtbot)
    assert question.shows("Zoraida. Se guardó hoy")
    question.press("Empezar otro")
    settle()
    come_to(desk, qtbot)
    assert eyes.value("Nombre(s)") == ""
    eyes.type("Nombre(s)", "Ana")
    qtbot.waitUntil(lambda: len(kept(office)) == 2, timeout=WAIT)


def test_a_silent_server_gets_it_once_it_answers(
    local: LocalTime, settle: object, qtbot: QtBot
) -> None:
    sent: list[Borrador] = []
    silent = [True]

    def keep(draft: Borrador) -> Borrador:
        if silent[0]:
            raise CentralUnreachable
        sent.append(draft)
        return replace(draft, saved_at=NOW + timedelta(minutes=1))

    vm = DraftVm(DraftGateway(tuple, keep, lambda _key: None), local)
    vm.begin("llave-0001")
    vm.note({"persona.nombre": "Ana"})
    vm.send()
    qtbot.waitUntil(lambda: vm.state == "El borrador todavía no se guarda.", timeout=WAIT)
    silent[0] = False
    vm.server_back()
    qtbot.waitUntil(lambda: vm.state.startswith("Borrador guardado"), timeout=WAIT)
    assert [each.texts for each in sent] == [{"persona.nombre": "Ana"}]
    del settle


@pytest.mark.parametrize("answered", [True, False])
def test_what_is_discarded_while_it_is_sent_is_forgotten_once_it_was_kept(
    *, answered: bool, qtbot: QtBot, local: LocalTime
) -> None:
    asked_for, may_answer, order = Event(), Event(), list[str]()

    def keep(draft: Borrador) -> Borrador:
        asked_for.set()
        assert may_answer.wait(WAIT / 1000)
        order.append(f"keep {draft.key}")
        if not answered:
            raise CentralUnreachable
        return replace(draft, saved_at=NOW)

    vm = DraftVm(DraftGateway(tuple, keep, lambda key: order.append(f"drop {key}")), local)
    vm.begin("llave-0001")
    vm.note({"persona.nombre": "Ana"})
    vm.send()
    assert asked_for.wait(WAIT / 1000)
    vm.discard()
    may_answer.set()
    qtbot.waitUntil(lambda: len(order) == 2, timeout=WAIT)
    assert order == ["keep llave-0001", "drop llave-0001"]


@pytest.mark.parametrize("sent", [True, False], ids=["on its way", "answered"])
def test_what_is_discarded_is_forgotten_though_the_window_closes(
    *, sent: bool, local: LocalTime, qtbot: QtBot
) -> None:
    """Closing waits for what is under way, and nothing comes to the window's thread any more."""
    asked_for, may_answer, order = Event(), Event(), list[str]()

    def keep(draft: Borrador) -> Borrador:
        asked_for.set()
        assert may_answer.wait(WAIT / 1000)
        order.append("keep")
        return replace(draft, saved_at=NOW)

    vm = DraftVm(DraftGateway(tuple, keep, lambda _key: order.append("drop")), local)
    vm.begin("llave-0001")
    vm.note({"persona.nombre": "Ana"})
    vm.send()
    assert asked_for.wait(WAIT / 1000)
    if not sent:
        may_answer.set()
        assert finish_all(WAIT)
    vm.discard()
    may_answer.set()
    assert finish_all(WAIT)
    assert order == ["keep", "drop"]
    del qtbot


def test_what_is_discarded_before_it_was_sent_is_never_kept() -> None:
    order = list[str]()

    def keep(draft: Borrador) -> Borrador:
        order.append("keep")
        return draft

    keeping = Keeping(DraftGateway(tuple, keep, order.append), Borrador("llave-0001", {}))
    assert keeping.discard()
    keeping.keep()
    assert order == []


def test_a_form_that_was_closed_sends_nothing_while_it_is_emptied(
    qtbot: QtBot, local: LocalTime
) -> None:
    sent: list[Borrador] = []
    gateway = DraftGateway(tuple, lambda draft: sent.append(draft) or draft, lambda _key: None)
    vm = DraftVm(gateway, local)
    vm.begin("llave-0001")
    vm.end()
    vm.note({"persona.nombre": "Ana"})
    vm.send()
    qtbot.wait(1)
    assert not sent

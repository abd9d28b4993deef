"""Numeral 9 at the desk of who verifies."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.screens.padron import vm as padron_vm
from admin_desktop.screens.padron.vm import PadronGateway, PadronVm
from core.domain.verification.padron import ElectionKeyInfo, Verificacion
from core.wire import Page
from tests.admin_desktop.conftest import NOW
from tests.admin_desktop.test_import_vm import MemoryImports, an_import_vm

Settle = Callable[[], None]
KEY = ElectionKeyInfo("0011223344556677", "A" * 43, NOW, NOW)
RUN = Verificacion(4, NOW, None, "corte", 0, {})


def a_vm(local: LocalTime, runs: Callable[[], Page[Verificacion]] | None = None) -> PadronVm:
    gateway = PadronGateway(
        key=lambda: KEY,
        cuts=lambda: Page((), 0),
        runs=runs or (lambda: Page((), 0)),
        verify=lambda: RUN,
    )
    return PadronVm(gateway, an_import_vm(MemoryImports()), local)


def test_the_key_is_told_without_itself(local: LocalTime, settle: Settle) -> None:
    vm = a_vm(local)
    assert vm.key_facts == ()
    vm.load()
    settle()
    assert dict(vm.key_facts)["Llave"] == "0011223344556677"
    assert "A" * 43 not in str(vm.key_facts)


def test_a_run_is_followed_until_it_ends(
    local: LocalTime, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(padron_vm, "POLL_MS", 5)
    ended = replace(RUN, ended_at=NOW, judged=3, by_result={"Encontrado en Lista Nominal": 2})
    answers = [Page((), 0), Page((RUN,), 1), Page((ended,), 1)]
    vm = a_vm(local, lambda: answers.pop(0) if len(answers) > 1 else answers[0])
    vm.load()
    settle()
    vm.verify()
    settle()
    assert vm.runs[0].state == "En curso"
    qtbot.waitUntil(lambda: vm.runs[0].ended, timeout=60_000)
    assert vm.runs[0].judged == "3"
    assert dict(vm.runs[0].counts)["Encontrado en Lista Nominal"] == "2"
    assert not vm._poll.isActive()
    settle()

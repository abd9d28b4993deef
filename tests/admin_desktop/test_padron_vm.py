"""Numeral 9 at the desk of who verifies, and the geography of the state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.screens.geografia.vm import GeografiaGateway, GeografiaVm
from admin_desktop.screens.padron import vm as padron_vm
from admin_desktop.screens.padron.vm import PadronGateway, PadronVm
from core.domain.geografia import GeografiaLoaded
from core.domain.padron import ElectionKeyInfo, PadronCut, Verificacion
from core.errors import CentralRefused
from core.wire import Page
from tests.admin_desktop.conftest import NOW

Settle = Callable[[], None]
KEY = ElectionKeyInfo("0011223344556677", "A" * 43, NOW, NOW)
RUN = Verificacion(4, NOW, None, "corte", 0, {})


def load(path: Path, cut_on: date, told: Callable[[int, int], None]) -> PadronCut:
    size = path.stat().st_size
    told(size, size)
    return PadronCut("c1", cut_on, NOW, 2754, "ab" * 32)


def a_vm(local: LocalTime, runs: Callable[[], Page[Verificacion]] | None = None) -> PadronVm:
    gateway = PadronGateway(
        key=lambda: KEY,
        cuts=lambda: Page((), 0),
        load=load,
        runs=runs or (lambda: Page((), 0)),
        verify=lambda: RUN,
    )
    return PadronVm(gateway, local)


def test_the_key_is_told_without_itself(local: LocalTime, settle: Settle) -> None:
    vm = a_vm(local)
    assert vm.key_facts == ()
    vm.load()
    settle()
    assert dict(vm.key_facts)["Llave"] == "0011223344556677"
    assert "A" * 43 not in str(vm.key_facts)


def test_a_cut_is_imported_with_its_day(local: LocalTime, settle: Settle, tmp_path: Path) -> None:
    file = tmp_path / "padron.csv"
    file.write_text("clave_elector,cic\n")
    vm = a_vm(local)
    told: list[tuple[int, int]] = []
    vm.progressed.connect(lambda done, of: told.append((done, of)))
    vm.import_file(str(file), "20/11/2026")
    settle()
    assert vm.said == "Padrón importado: 2,754 renglones, corte del 20 nov 2026."
    assert vm.cuts[0].cut_on == "20 nov 2026"
    assert told == [(18, 18)]


def test_without_file_or_day_nothing_is_sent(local: LocalTime) -> None:
    vm = a_vm(local)
    vm.import_file("", "ayer")
    assert set(vm.errors) == {"archivo", "corte"}
    vm.import_file("/no/esta.csv", "20/11/2026")
    assert vm.errors["archivo"].startswith("Ese archivo no está.")


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


def test_the_geography_says_what_it_holds(settle: Settle, tmp_path: Path) -> None:
    file = tmp_path / "geografia.csv"
    file.write_text("entidad,municipio\n")
    vm = GeografiaVm(GeografiaGateway(lambda _path: GeografiaLoaded(2750, 16)))
    vm.import_file(str(file))
    settle()
    assert vm.said == "Geografía importada: 2,750 secciones de 16 municipios."
    vm.import_file("~/no-esta.csv")
    assert set(vm.errors) == {"archivo"}


def test_a_broken_line_of_a_csv_is_named(settle: Settle, tmp_path: Path) -> None:
    def refuse(_path: Path) -> GeografiaLoaded:
        raise CentralRefused("geografia_renglon", 422, facts={"line": "9", "column": "seccion"})

    file = tmp_path / "geografia.csv"
    file.write_text("entidad,municipio\n")
    vm = GeografiaVm(GeografiaGateway(refuse))
    vm.import_file(str(file))
    settle()
    assert vm.trouble is not None
    assert "9" in vm.trouble.title

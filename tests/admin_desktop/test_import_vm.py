"""An import at the desk: sent, followed, decided; what each state shows and says."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from admin_desktop.screens.importacion import vm as import_vm
from admin_desktop.screens.importacion.vm import ImportGateway, ImportVm, ImportWords, Told
from core.domain.verification.importacion import (
    ApplyOrder,
    BadLine,
    Importacion,
    ImportKind,
    ImportState,
)
from tests.admin_desktop.conftest import NOW

Settle = Callable[[], None]
WORDS = ImportWords("Padrón importado", "renglón", "renglones", "Corte del", day_required=True)
WAITING = Importacion(
    id=7,
    kind=ImportKind.PADRON,
    state=ImportState.WAITING,
    day=date(2026, 11, 20),
    asked_by="ine",
    asked_at=NOW,
    ended_at=None,
    size=1000,
    done=0,
    encoding="",
    separator="",
    rows=0,
    bad=0,
    sha256="",
    code="",
    facts={},
    reason="",
    result="",
)
CHECKED = replace(
    WAITING, state=ImportState.CHECKED, done=1000, encoding="UTF-8", separator="coma", rows=2754
)
BAD = replace(CHECKED, bad=2, lines=(BadLine(9, "cic", "linea_columnas"),))


@dataclass
class MemoryImports:
    """What the server says of the one import, in turn; the last answer stays."""

    answers: list[Importacion | None] = field(default_factory=lambda: [None])
    sent: list[tuple[str, date | None]] = field(default_factory=list)
    orders: list[ApplyOrder] = field(default_factory=list)
    saved: dict[str, bytes] = field(default_factory=dict)

    def send(self, path: Path, day: date | None, told: Told) -> Importacion:
        told(5, 5)
        self.sent.append((path.name, day))
        return self.one()

    def one(self, _number: int = 0) -> Importacion:
        found = self.newest()
        assert found is not None
        return found

    def newest(self) -> Importacion | None:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def apply(self, _number: int, order: ApplyOrder) -> Importacion:
        self.orders.append(order)
        return self.one()


def an_import_vm(memory: MemoryImports, words: ImportWords = WORDS) -> ImportVm:
    def save(path: Path, content: bytes) -> None:
        memory.saved[path.name] = content

    gateway = ImportGateway(
        send=memory.send,
        newest=memory.newest,
        one=memory.one,
        apply=memory.apply,
        cancel=memory.one,
        lines=lambda _number: b"csv",
        save=save,
    )
    return ImportVm(gateway, words)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "padron.csv"
    path.write_text("clave_elector,cic\n")
    return str(path)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_vm, "POLL_MS", 5)


def test_a_file_is_sent_followed_checked_and_applied(
    settle: Settle, qtbot: QtBot, file: str
) -> None:
    going = replace(WAITING, state=ImportState.CHECKING, done=450)
    memory = MemoryImports([WAITING, going, CHECKED])
    vm = an_import_vm(memory)
    told: list[tuple[int, int]] = []
    vm.progressed.connect(lambda done, of: told.append((done, of)))
    shares = []
    vm.changed.connect(lambda: shares.append(vm.share))
    vm.import_file(file, "20/11/2026")
    qtbot.waitUntil(lambda: vm.is_checked, timeout=60_000)
    assert (memory.sent, told) == ([("padron.csv", date(2026, 11, 20))], [(5, 5)])
    assert 0.45 in shares
    assert dict(vm.facts)["Codificación"] == "UTF-8"
    assert dict(vm.facts)["Líneas bien"] == "2,754"
    assert vm.may_apply
    assert not vm._poll.isActive()
    memory.answers = [
        replace(CHECKED, state=ImportState.TO_APPLY),
        replace(CHECKED, state=ImportState.APPLIED),
    ]
    with qtbot.waitSignal(vm.applied, timeout=60_000):
        vm.apply("")
    assert vm.said == "Padrón importado: 2,754 renglones, corte del 20 nov 2026."
    assert not vm.is_open
    settle()


def test_with_bad_lines_a_reason_is_asked_for(settle: Settle) -> None:
    memory = MemoryImports([BAD])
    vm = an_import_vm(memory)
    vm.load()
    settle()
    assert vm.lines == (("9", "cic", vm.lines[0][2]),)
    assert "columnas" in vm.lines[0][2]
    vm.apply("  ")
    assert set(vm.errors) == {"reason"}
    assert memory.orders == []
    vm.apply("Las confirma el INE")
    settle()
    assert memory.orders == [ApplyOrder("Las confirma el INE")]


def test_every_bad_line_is_saved_where_the_person_says(settle: Settle) -> None:
    memory = MemoryImports([BAD])
    vm = an_import_vm(memory)
    vm.load()
    settle()
    vm.keep_lines("malas.csv")
    settle()
    assert memory.saved == {"malas.csv": b"csv"}
    assert vm.said == "Guardado: malas.csv, 2 líneas."


@pytest.mark.parametrize(
    ("end", "said", "trouble"),
    [
        (replace(BAD, state=ImportState.CANCELLED), "Importación cancelada.", ""),
        (replace(WAITING, state=ImportState.FAILED, code="padron_columnas"), "", "primera línea"),
        (replace(BAD, state=ImportState.APPLIED), "2 líneas quedaron fuera.", ""),
    ],
)
def test_how_it_ended_is_said(
    settle: Settle, qtbot: QtBot, end: Importacion, said: str, trouble: str
) -> None:
    memory = MemoryImports([BAD])
    vm = an_import_vm(memory)
    vm.load()
    settle()
    memory.answers = [replace(WAITING, state=ImportState.TO_CANCEL), end]
    vm.cancel()
    qtbot.waitUntil(lambda: not vm.is_open and not vm.working, timeout=60_000)
    assert said in vm.said
    assert trouble in (vm.trouble.title if vm.trouble else "")


def test_an_import_that_ended_before_is_not_shown(settle: Settle) -> None:
    vm = an_import_vm(MemoryImports([replace(CHECKED, state=ImportState.APPLIED)]))
    vm.load()
    settle()
    assert (vm.is_open, vm.said, vm.stage, vm.facts, vm.lines) == (False, "", "", (), ())


def test_without_file_or_day_nothing_is_sent(settle: Settle, file: str) -> None:
    memory = MemoryImports([CHECKED])
    vm = an_import_vm(memory)
    vm.import_file("", "ayer")
    assert set(vm.errors) == {"archivo", "dia"}
    vm.import_file("/no/esta.csv", "20/11/2026")
    assert vm.errors["archivo"].startswith("Ese archivo no está.")
    words = replace(WORDS, day_required=False)
    vm = an_import_vm(memory, words)
    vm.import_file(file, " ")
    settle()
    assert memory.sent == [("padron.csv", None)]


def test_what_is_odd_of_it_is_asked_before_it_is_applied(settle: Settle) -> None:
    memory = MemoryImports([CHECKED, replace(CHECKED, state=ImportState.APPLIED)])
    vm = an_import_vm(memory)
    vm.judge = lambda one: (f"El corte es del {one.day}",)
    asked: list[list[str]] = []
    vm.doubted.connect(asked.append)
    vm.load()
    settle()
    vm.apply("")
    settle()
    assert (asked, memory.orders) == ([["El corte es del 2026-11-20"]], [])
    vm.apply("", sure=True)
    settle()
    assert len(memory.orders) == 1

"""Any list in a real window: ordered by its heads, narrowed, its columns as a person wants them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView
from pytestqt.qtbot import QtBot

from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm
from admin_desktop.framework.remembered import AS_MADE, Arranged, DeskMemory
from admin_desktop.parts.days_question import DaysQuestion
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.table import Table
from admin_desktop.parts.view_menu import ViewMenu
from admin_desktop.shell.window import Shell
from core.domain.listing.exportacion import Exportacion, Lista
from core.domain.listing.renglones import Wanted
from core.errors import CentralUnreachable
from core.wire import Page
from tests.admin_desktop.by_name import Eyes

Settle = Callable[[], None]
TODAY = date(2026, 11, 29)
COLUMNS = (
    Column("Nombre", sort="nombre"),
    Column("Cargo", 150, sort="cargo"),
    Column("Recibidos", 100, right=True, spare=True),
)


class People(PagedVm[str]):
    """A list that offers everything that a list may."""

    orders = (("nombre", "Apellidos"), ("cargo", "Cargo"), (BY_ARRIVAL, "Registro"))
    states = (("sin_entrar", "Sin entrar"), ("otro_dia", "Registrados otro día"))
    day_said = "Día del registro"

    def __init__(self) -> None:
        self.asked: list[Wanted] = []
        self.fails, self.follows = False, ""
        super().__init__(self._answer)
        self.today_with(lambda: TODAY)

    def _answer(self, wanted: Wanted, _cursor: str) -> Page[str]:
        self.asked.append(wanted)
        if self.fails:
            raise CentralUnreachable
        return Page((), 0) if wanted.state == "otro_dia" else Page(("Ana", "Eva"), 2, self.follows)

    @property
    def sheet(self) -> ExportSheet[str]:
        return ExportSheet(Lista.CORREOS, ("Nombre",), lambda row: (row,))

    @property
    def rows(self) -> tuple[str, ...]:
        return self._shown.items


@pytest.fixture
def people(qtbot: QtBot, settle: Settle) -> tuple[People, Table]:
    vm, table = People(), Table("Personas", COLUMNS, empty="Todavía no hay nadie.")
    qtbot.addWidget(table)
    vm.setParent(table)
    table.serve(vm)

    def show() -> None:
        rows = [(TableCell(name), TableCell("Distrito 5"), TableCell("7")) for name in vm.rows]
        table.show_rows(rows, f"{vm.foot}, el más reciente primero", nothing=vm.nothing)

    vm.changed.connect(show)
    table.resize(700, 300)
    table.show()
    vm.load()
    settle()
    return vm, table


def head(table: Table) -> QHeaderView:
    return table.findChildren(QTableView)[0].horizontalHeader()


def click_head(table: Table, place: int) -> None:
    header = head(table)
    at = QPoint(header.sectionViewportPosition(place) + header.sectionSize(place) // 2, 12)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def view_menu(table: Table, settle: Settle) -> QMenu:
    Eyes(table).press("Vista: Personas")
    settle()
    return next(each for each in table.findChildren(ViewMenu) if each.isVisible())


def entries(menu: QMenu) -> list[QAction]:
    """Return what may be picked, whichever part of the menu it is in."""
    parts = [each.menu() for each in menu.actions()]
    return [action for part in parts if isinstance(part, QMenu) for action in part.actions()]


def pick(table: Table, settle: Settle, words: str) -> None:
    menu = view_menu(table, settle)
    next(each for each in entries(menu) if each.text() == words).trigger()
    menu.close()
    settle()


def test_a_head_orders_its_column_then_the_other_way_then_as_it_was(
    people: tuple[People, Table], settle: Settle
) -> None:
    vm, table = people
    said = []
    for _ in range(3):
        click_head(table, 1)
        settle()
        said.append((vm.asked[-1].sort, table.foot_said))
    assert said == [
        ("cargo", "1 a 2 de 2, Cargo, de la A a la Z"),
        ("-cargo", "1 a 2 de 2, Cargo, de la Z a la A"),
        ("", "1 a 2 de 2, el más reciente primero"),
    ]
    click_head(table, 2)  # it has no order
    settle()
    assert vm.asked[-1].sort == ""


def test_the_head_tells_a_reader_which_way_it_orders(
    people: tuple[People, Table], settle: Settle
) -> None:
    _, table = people
    click_head(table, 0)
    settle()
    model, role = head(table).model(), Qt.ItemDataRole.AccessibleTextRole
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(0, horizontal, role) == "Nombre, en orden ascendente"
    assert model.headerData(1, horizontal, role) == "Cargo"


def test_all_of_it_is_in_a_menu_that_keys_reach(
    people: tuple[People, Table], settle: Settle
) -> None:
    vm, table = people
    pick(table, settle, "Registro, lo más reciente primero")
    pick(table, settle, "Sin entrar")
    pick(table, settle, "Los últimos 7 días")
    assert vm.asked[-1] == Wanted(
        "", f"-{BY_ARRIVAL}", "sin_entrar", date(2026, 11, 23), date(2026, 11, 29)
    )
    assert Eyes(table).shows("Solo: sin entrar; del 23 nov 2026 al 29 nov 2026")
    menu = view_menu(table, settle)
    ticked = [each.text() for each in entries(menu) if each.isChecked()]
    assert ticked[:3] == ["Registro, lo más reciente primero", "Sin entrar", "Los últimos 7 días"]
    menu.close()
    Eyes(table).press("Mostrar todo")
    settle()
    assert vm.asked[-1] == Wanted(sort=f"-{BY_ARRIVAL}")
    assert not Eyes(table).shows("Solo:")


def test_a_filter_that_nobody_passes_says_so_and_can_be_left(
    people: tuple[People, Table], settle: Settle
) -> None:
    _, table = people
    pick(table, settle, "Registrados otro día")
    assert Eyes(table).shows("No hay ninguno con este filtro: registrados otro día.")
    pick(table, settle, "Todos")
    assert Eyes(table).shows("Ana")


def test_days_are_typed_and_a_wrong_one_is_told(
    people: tuple[People, Table], settle: Settle
) -> None:
    vm, table = people
    menu = view_menu(table, settle)
    next(each for each in entries(menu) if each.text() == "Elegir días…").trigger()
    menu.close()
    settle()
    question = table.window().findChildren(DaysQuestion)[0]
    eyes = Eyes(question)
    eyes.type("Del día", "31/02/2026")
    eyes.press("Mostrar días")
    assert question.isVisible()
    eyes.type("Del día", "05/11/2026")
    eyes.type("Al día", "01/11/2026")
    eyes.press("Mostrar días")
    settle()
    assert (vm.asked[-1].day, vm.asked[-1].day_to) == (date(2026, 11, 1), date(2026, 11, 5))


def test_an_export_follows_order_and_filter(
    people: tuple[People, Table], settle: Settle, tmp_path: Path
) -> None:
    vm, table = people
    noted: list[Exportacion] = []
    vm.export.note_with(noted.append)
    pick(table, settle, "Sin entrar")
    click_head(table, 0)
    settle()
    vm.export_to(tmp_path / "lista.csv")
    settle()
    assert vm.asked[-1] == Wanted(sort="nombre", state="sin_entrar")
    assert noted == [Exportacion(Lista.CORREOS, filtered=True, rows=2)]
    assert vm.filter_said == "sin entrar"


def test_columns_go_come_back_and_are_remembered_by_person(
    people: tuple[People, Table], settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    _, table = people
    kept = DeskMemory(tmp_path / "arranged.ini")
    eva = kept.of("servidor eva")
    table.remember_with(eva)
    pick(table, settle, "Cargo")
    assert head(table).isSectionHidden(1)
    again = Table("Personas", COLUMNS, empty="")
    qtbot.addWidget(again)
    again.resize(700, 300)
    again.remember_with(DeskMemory(kept.file).of("servidor eva"))
    assert head(again).isSectionHidden(1)
    again.remember_with(kept.of("servidor ana"))
    assert not head(again).isSectionHidden(1)
    assert "eva" not in kept.file.read_text("utf-8")
    pick(table, settle, "Columnas como venían")
    assert not head(table).isSectionHidden(1)
    assert eva.one("Personas") == AS_MADE


def test_a_width_is_kept_and_never_leaves_the_name_without_room(
    people: tuple[People, Table], tmp_path: Path
) -> None:
    _, table = people
    eva = DeskMemory(tmp_path / "arranged.ini").of("eva")
    table.remember_with(eva)
    header = head(table)
    header.resizeSection(1, 220)
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert eva.one("Personas").widths == {"Cargo": 220}
    header.resizeSection(1, 5_000)
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert header.sectionSize(0) >= 140
    table.resize(480, 300)  # narrower than what was kept: as it was made
    assert header.sectionSize(0) >= 140
    assert header.sectionSize(1) == 150


def test_what_is_spare_goes_before_the_name_is_cut(people: tuple[People, Table]) -> None:
    _vm, table = people
    table.resize(540, 300)
    assert not head(table).isSectionHidden(2)
    wide = (Column("Nombre"), Column("Cargo", 250), Column("Recibidos", 100, spare=True))
    crowded = Table("Otras personas", wide, empty="")
    crowded.setParent(table)
    crowded.show_rows([(TableCell("Ana"), TableCell("Distrito 5"), TableCell("7"))], "")
    crowded.show()
    crowded.resize(540, 300)
    assert head(crowded).isSectionHidden(2)
    assert not head(crowded).isSectionHidden(1)


def test_a_file_that_nobody_understands_arranges_nothing(tmp_path: Path) -> None:
    kept = DeskMemory(tmp_path / "arranged.ini")
    eva = kept.of("eva")
    eva.keep("Personas / otras", Arranged(frozenset({"Cargo"}), {"Recibidos": 90}))
    assert eva.one("Personas / otras") == Arranged(frozenset({"Cargo"}), {"Recibidos": 90})
    text = kept.file.read_text("utf-8")
    kept.file.write_text(text.replace("90", "-300"), "utf-8")
    assert eva.one("Personas / otras") == Arranged(frozenset({"Cargo"}), {})
    kept.file.write_text(text.replace("90", "9" * 5_000), "utf-8")
    assert eva.one("Personas / otras") == Arranged(frozenset({"Cargo"}), {})
    kept.file.write_bytes(b"\x00\xff[[[%%")
    assert eva.one("Personas") == AS_MADE
    assert kept.window().isEmpty()


def test_a_file_that_hides_every_column_leaves_what_names_the_rows(
    people: tuple[People, Table], tmp_path: Path
) -> None:
    _, table = people
    eva = DeskMemory(tmp_path / "arranged.ini").of("eva")
    eva.keep("Personas", Arranged(frozenset({"Nombre", "Cargo", "Recibidos"})))
    table.remember_with(eva)
    assert [head(table).isSectionHidden(place) for place in range(3)] == [False, True, True]


def test_what_was_asked_for_and_not_answered_orders_nothing(
    people: tuple[People, Table], settle: Settle
) -> None:
    """The sign at a head, and the rows that follow, are of what is shown."""
    vm, table = people
    vm.fails = True
    click_head(table, 1)
    settle()
    assert vm.trouble
    role = Qt.ItemDataRole.AccessibleTextRole
    model = table.findChildren(QTableView)[0].model()
    assert model.headerData(1, Qt.Orientation.Horizontal, role) == "Cargo"
    vm.fails = False
    vm.more()
    settle()
    assert vm.asked[-1].sort == ""


def test_rows_that_follow_others_come_too_late(
    people: tuple[People, Table], settle: Settle
) -> None:
    vm, _ = people
    vm.follows = "c1"
    vm.load()
    settle()
    vm.follows = ""
    vm.show_only("otro_dia")
    vm.more()
    settle()
    assert vm.rows == ()


def test_the_window_opens_where_and_as_large_as_it_was_left(tmp_path: Path, qtbot: QtBot) -> None:
    kept = DeskMemory(tmp_path / "arranged.ini")
    first = Shell(kept)
    qtbot.addWidget(first)
    first.show()
    first.resize(940, 666)
    first.close()
    second = Shell(DeskMemory(kept.file))
    qtbot.addWidget(second)
    assert (second.width(), second.height()) == (940, 666)

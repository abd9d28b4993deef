"""A list leaves whole: with the filter that is on, safe for a spreadsheet, told to the bitácora."""

import csv
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from admin_desktop.framework.csv_file import growing_csv, safe
from admin_desktop.framework.export_vm import ExportSheet, ExportVm, Source
from admin_desktop.framework.paged_vm import PagedVm, PageOf
from admin_desktop.framework.xlsx_file import growing_xlsx
from admin_desktop.main import Desk
from admin_desktop.parts.file_dialog import FileDialog, ask_to_save
from admin_desktop.parts.table_tools import TableTools
from core.domain.access.roles import Role
from core.domain.listing.exportacion import Exportacion, Lista
from core.errors import CentralUnreachable, MachineTrouble
from core.wire import Page
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.screen_worlds import usual
from tests.admin_desktop.test_expediente import first_row
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_roles_on_screen import choose_first
from tests.admin_desktop.test_screens import ONLY_WHOLE
from tests.admin_desktop.workbook import Workbook
from tests.central_server import Central
from tests.server.test_proceso import an_act

Settle = Callable[[], None]
SHEET: ExportSheet[int] = ExportSheet(
    Lista.CORREOS, ("Número", "Doble"), lambda row: (str(row), str(2 * row))
)


def read(path: Path) -> list[list[str]]:
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "a spreadsheet knows UTF-8 by its mark"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_no_cell_acts(text: str) -> None:
    for cell in (text, f"={text}", f" +{text}", f"@{text}", f"\t{text}", f"-{text}"):
        told = safe(cell)
        assert told.lstrip(" ")[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}
        assert told in (cell, f"'{cell}")
    assert safe(-7) == "-7"


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("lo de antes", "utf-8")
    with pytest.raises(AttributeError), growing_csv(path) as write:
        write(("=1+1", None))  # type: ignore[arg-type]
    assert path.read_text("utf-8") == "lo de antes"
    assert [each.name for each in tmp_path.iterdir()] == ["lista.csv"]
    with growing_csv(path) as write:
        write(("=1+1", "dos\nlíneas"))
    assert read(path) == [["'=1+1", "dos\nlíneas"]]
    with pytest.raises(MachineTrouble), growing_csv(tmp_path / "no" / "hay.csv"):
        pass


ROW = ("=1+1", "dos\nlíneas", "https://muestra.example", "007", "ʼꞌ🙂\u202e\x01", 12, "=" * 40_000)


def test_a_workbook_holds_texts_and_counts_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    with growing_xlsx(path, (("Filtro", "=2+2"),), rows_a_sheet=2) as write:
        for row in (("Título",), ROW, ("b", 2), ("c", 3)):
            write(row)
    assert [each.name for each in tmp_path.iterdir()] == ["lista.xlsx"]
    book = Workbook.of(path)
    assert list(book) == ["Lista", "Lista 2", "Qué es"]
    assert book["Lista"] == [["Título"], [*ROW[:-1], "=" * 32_766 + "…"], ["b", 2]]
    assert book["Lista 2"] == [["Título"], ["c", 3]]
    assert book["Qué es"] == [["Filtro", "=2+2"]]
    assert "<f>" not in book.raw
    assert "hyperlink" not in book.raw


def test_a_workbook_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_text("lo de antes", "utf-8")
    with pytest.raises(TypeError), growing_xlsx(path, ()) as write:
        write((str(len(list(tmp_path.iterdir()))), None))  # type: ignore[arg-type]
    assert path.read_text("utf-8") == "lo de antes"
    assert [each.name for each in tmp_path.iterdir()] == ["lista.xlsx"]
    with pytest.raises(MachineTrouble), growing_xlsx(tmp_path / "no" / "hay.xlsx", ()):
        pass


class Numbers(PagedVm[int]):
    """A list of three pages."""

    def __init__(self, page: PageOf[int]) -> None:
        super().__init__(page)

    @property
    def sheet(self) -> ExportSheet[int]:
        return SHEET


def pages() -> Iterator[Page[int]]:
    yield Page((1, 2), 5, "2")
    yield Page((3, 4), 5, "4")
    yield Page((5,), 5)


def test_all_pages_leave_and_the_bitacora_knows_first(tmp_path: Path, settle: Settle) -> None:
    noted: list[Exportacion] = []
    found = pages()
    vm = Numbers(lambda _search, _cursor: next(found))
    vm.export.note_with(noted.append)
    path = tmp_path / "lista.csv"
    vm.export_to(path)
    assert vm.export.progress.startswith("Exportando: ")
    settle()
    assert noted == [Exportacion(Lista.CORREOS, filtered=False, rows=5)]
    assert read(path) == [["Número", "Doble"], *([str(n), str(2 * n)] for n in range(1, 6))]
    assert vm.export.said == "Se guardaron 5 renglones en lista.csv."


def test_nothing_leaves_that_the_bitacora_does_not_know(tmp_path: Path, settle: Settle) -> None:
    def refuse(_export: Exportacion) -> None:
        raise CentralUnreachable

    found = pages()
    vm = Numbers(lambda _search, _cursor: next(found))
    vm.export.note_with(refuse)
    vm.export_to(tmp_path / "lista.csv")
    settle()
    assert vm.export.trouble is not None
    assert not list(tmp_path.iterdir())


def test_an_export_is_given_up_and_leaves_nothing(tmp_path: Path, settle: Settle) -> None:
    begun, go_on = Event(), Event()

    def page(cursor: str) -> Page[int]:
        if cursor:
            begun.set()
            assert go_on.wait(60)
        return Page((1,), 1000, "1")

    vm = Numbers(lambda _search, _cursor: Page((), 0))
    vm.export.note_with(lambda _export: None)
    vm.export.start(tmp_path / "lista.csv", Source(SHEET, page))
    assert begun.wait(60)
    assert vm.export.progress == "Exportando: 1 de 1,000 renglones."
    vm.export.give_up()
    go_on.set()
    settle()
    assert vm.export.trouble is not None
    assert vm.export.trouble.code == "exportacion_detenida"
    assert not list(tmp_path.iterdir())
    assert isinstance(vm.export, ExportVm)


@pytest.fixture
def office(server: Central, eyes: Eyes, qtbot: QtBot) -> Central:
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    for number in range(60):
        waiting = registro.constancia(f"=CI-{number:03}", nombre="Eva")
        assert desk.post("/v1/constancias", waiting).status_code == 201
    open_account(server, "busca", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, server, qtbot, "busca")
    return server


def tools_of(desk: Desk) -> TableTools:
    return next(each for each in desk.shell.findChildren(TableTools) if each.isVisible())


def test_a_filtered_list_leaves_whole_and_is_in_the_log(
    office: Central, eyes: Eyes, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    eyes.press("Constancias")
    settle()
    assert eyes.shows("1 a 50 de 61")
    assert "Exportar: Lista de constancias" in eyes.controls()
    eyes.type("Buscar constancia", "eva")
    eyes.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: eyes.shows("1 a 50 de 60"), timeout=WAIT)
    path = tmp_path / "constancias.csv"
    tools_of(desk).export_to(str(path))
    qtbot.waitUntil(
        lambda: eyes.shows("Se guardaron 60 renglones en constancias.csv"), timeout=WAIT
    )
    rows = read(path)
    assert rows[0][:3] == ["Número", "Fecha", "Nombre"]
    assert len(rows) == 61
    assert {row[2] for row in rows[1:]} == {"Eva"}
    assert all(row[0].startswith("'=CI-") for row in rows[1:])
    tools_of(desk).export_to(str(path.with_suffix(".xlsx")))
    whole = "Se guardaron 60 renglones en constancias.xlsx"
    qtbot.waitUntil(lambda: eyes.shows(whole), timeout=WAIT)
    book = Workbook.of(path.with_suffix(".xlsx"))
    assert [row[0] for row in book["Lista"]] == [row[0].removeprefix("'") for row in rows]
    assert ["Filtro", "búsqueda «eva»"] in book["Qué es"]
    eyes.press("Bitácora")
    said = "busca exportó la lista de constancias con un filtro; renglones: 60."
    qtbot.waitUntil(lambda: eyes.shows(said), timeout=WAIT)
    assert office.deps.settings.data.exists()


@pytest.mark.usefixtures("office")
def test_every_list_of_the_staff_leaves(
    eyes: Eyes, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    for place in ("Constancias", "Aspirantes", "Avance", "Correos", "Cuentas", "Bitácora"):
        eyes.press(place)
        settle()
        path = tmp_path / f"{place}.csv"
        tools_of(desk).export_to(str(path))
        qtbot.waitUntil(lambda: eyes.shows("Se guard"), timeout=WAIT)
        rows = read(path)
        assert len(rows) > 1
        assert {len(row) for row in rows} == {len(rows[0])}, place


WHOLE_LISTS = {
    "Plazos": ("Proceso y plazos", "Periodos", "Cargo"),
    "Lotes para la DERFE": ("Lista nominal", "Lotes para la DERFE pedidos", "Número"),
    "Documentos escaneados": ("Aspirantes", "Documentos del expediente", "Documento"),
    "Mi cuenta": ("Mi cuenta", "Sus sesiones abiertas", "Equipo"),
}
"""Lists of which all is on the screen, and the batches: the place, the table, its first title."""


@ONLY_WHOLE
def test_what_is_whole_on_the_screen_leaves_too(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    usual(server)
    office = server.someone(Role.SUPERVISOR)
    assert office.post("/v1/periodos", an_act()).status_code == 201
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, server, qtbot, "todo")
    for opening, (place, name, title) in WHOLE_LISTS.items():
        eyes.press(place)
        settle()
        if place == "Aspirantes":
            choose_first(eyes)
        for each in ("Abrir expediente", opening):
            if each in eyes.controls():
                eyes.press(each)
                settle()
        path = tmp_path / f"{opening}.csv"
        assert f"Exportar: {name}" in eyes.controls()
        tools_of(desk).export_to(str(path))
        qtbot.waitUntil(partial(eyes.shows, f" en {opening}.csv."), timeout=WAIT)
        rows = read(path)
        assert rows[0][0] == title
        assert {len(row) for row in rows} == {len(rows[0])}, opening
        assert len(rows) > 1
    with server.deps.units.reading() as work:
        acts = [each.act for each in work.bitacora.page(after=0, limit=500, search="").items]
    assert acts.count("lista_exportada") == len(WHOLE_LISTS)


def test_the_kind_that_is_chosen_ends_the_name(qtbot: QtBot, tmp_path: Path) -> None:
    owner, chosen = QWidget(), list[str]()
    qtbot.addWidget(owner)
    kinds = ("CSV (*.csv)", "Excel (*.xlsx)")
    ask_to_save(owner, "Exportar lista", str(tmp_path / "correos.csv"), kinds, chosen.append)
    (dialog,) = owner.findChildren(FileDialog)
    dialog.filterSelected.emit("Excel (*.xlsx)")
    dialog.accept()
    assert chosen == [str(tmp_path / "correos.xlsx")]


@pytest.mark.usefixtures("office")
def test_a_table_copies_as_text(eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    eyes.press("Aspirantes")
    settle()
    QTest.keyClick(
        first_row(desk, "Lista de aspirantes"), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier
    )
    qtbot.waitUntil(lambda: eyes.shows("Se copiaron los renglones que se ven."), timeout=WAIT)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Aspirante y cargo\tAvance\tEstado"
    assert lines[1].split("\t")[0] == "MUESTRA FICTICIA, Ana «La Muestra» · Gubernatura"

"""The CSV of the geography: places in groups, and each bad line by itself."""

import pytest

from core.domain.proceso.geografia import SeccionPlace
from core.domain.registration.registration_errors import GeografiaEmpty
from core.domain.verification.importacion import BadLine
from core.procedure.csv_check import BadLines, CheckedFile
from core.procedure.n09_import_geografia import ImportGeografia

HEAD = "entidad,municipio,municipio_nombre,distrito,seccion"
GOOD = "9,15,Cuauhtémoc (MUESTRA),12,123"


def check(*lines: str) -> tuple[CheckedFile, list[SeccionPlace], list[BadLine]]:
    places, bad = list[SeccionPlace](), list[BadLine]()
    act = ImportGeografia(places.extend, BadLines(bad.extend), lambda _done: None)
    return act(lambda: ("\n".join(lines).encode(),)), places, bad


def test_places_have_their_zeros_again() -> None:
    found, places, bad = check(HEAD, GOOD)
    assert (found.rows, bad) == (1, [])
    assert places == [SeccionPlace("0123", "09", "015", "Cuauhtémoc (MUESTRA)", "012")]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("09,015,X,001", "renglón", "linea_columnas"),
        ("77,015,X,001,0001", "entidad", "linea_entidad"),
        ("09,0155,X,001,0001", "municipio", "linea_numero"),
        ("09,015,,001,0001", "municipio_nombre", "linea_municipio"),
        ("09,015,\x07,001,0001", "municipio_nombre", "linea_municipio"),
        ("09,015,X,,0001", "distrito", "linea_numero"),
        ("09,015,X,001,doce", "seccion", "linea_numero"),
        ("9,015,X,001,0123", "seccion", "linea_seccion_repetida"),
    ],
)
def test_a_bad_line_is_told_and_takes_no_other_with_it(line: str, column: str, code: str) -> None:
    found, places, bad = check(HEAD, GOOD, line, "09,016,Y,001,0999")
    assert bad == [BadLine(3, column, code)]
    assert (found.rows, found.bad, len(places)) == (2, 1, 2)


def test_more_places_than_a_group_are_all_put() -> None:
    lines = [f"{each % 32 + 1},1,X,1,{each // 32}" for each in range(5_000)]
    found, places, bad = check(HEAD, *lines)
    assert (found.rows, len(places), bad) == (5_000, 5_000, [])


def test_a_file_may_tell_of_how_many_each_list_is() -> None:
    head = f"{HEAD},lista_nominal"
    found, places, bad = check(head, f"{GOOD},1501", "09,016,Y,001,0999,0")
    assert (found.rows, bad) == (2, [])
    assert [each.lista for each in places] == [1501, 0]
    assert [each.lista for each in check(HEAD, GOOD)[1]] == [None]


@pytest.mark.parametrize("lista", ["", "1,501", '"1,501"', "-3", "mil", "12345678"])
def test_a_list_that_is_no_number_takes_its_line_alone(lista: str) -> None:
    head = f"{HEAD},lista_nominal"
    found, places, bad = check(head, f"{GOOD},{lista}", "09,016,Y,001,0999,7")
    column, code = ("lista_nominal", "linea_lista")
    if lista == "1,501":
        column, code = ("renglón", "linea_columnas")
    assert bad == [BadLine(2, column, code)]
    assert (found.rows, [each.lista for each in places]) == (1, [7])


@pytest.mark.parametrize("lines", [(), ("otra,cosa", "1,2"), (HEAD, "")])
def test_another_file_or_an_empty_one_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(GeografiaEmpty):
        check(*lines)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_as_a_spreadsheet_leaves_it(end: str) -> None:
    name = f'"Villa{end}""Muestra"""'
    lines = ("Sección,DISTRITO,Municipio nombre,Municipio, entidad ,,", f"123,12,{name},15,9,,")
    places, bad = list[SeccionPlace](), list[BadLine]()
    content = end.join((*lines, "", ",,,,,,", "1,1,Otra,1,77", "")).encode()
    found = ImportGeografia(places.extend, BadLines(bad.extend), lambda _: None)(lambda: (content,))
    assert places == [SeccionPlace("0123", "09", "015", 'Villa "Muestra"', "012")]
    assert bad == [BadLine(6, "entidad", "linea_entidad")]
    assert found.rows == 1

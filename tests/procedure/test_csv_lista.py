"""A file of altas: how it is written is found, and a broken line takes no other with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.registration.lista_altas import TITLES
from core.domain.verification.import_errors import (
    LineCells,
    LineText,
    ListaBlank,
    ListaEmpty,
    ListaNotOurs,
    ListaTooLong,
    ListaWorkbook,
)
from core.procedure.csv_lista import MOST_BYTES, MOST_ROWS, read_lista

HEAD = "Nombre(s),Apellido paterno,Apellido materno,Fecha de nacimiento,Número telefónico,"
HEAD += "Correo electrónico"
ANA = "Ana,Ficticia,Muestra,01/02/1990,5512345678,ana@muestra.example"


SEPARATORS_SAID = {",": "coma", ";": "punto y coma", "\t": "tabulador", "|": "barra"}


def of(*lines: str, head: str = HEAD, encoding: str = "utf-8") -> bytes:
    return "\r\n".join((head, *lines)).encode(encoding)


def test_a_line_is_told_by_its_columns() -> None:
    lista = read_lista(of(ANA))
    assert (lista.encoding, lista.separator, lista.unused) == ("UTF-8", "coma", ())
    (row,) = lista.rows
    assert row.line == 2
    assert row.texts == {
        "nombre": "Ana",
        "apellido_paterno": "Ficticia",
        "apellido_materno": "Muestra",
        "nacimiento": "01/02/1990",
        "telefono": "5512345678",
        "correo": "ana@muestra.example",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encoding_and_separator_are_found(encoding: str, separator: str) -> None:
    text = of(ANA.replace("Ana", "Íñigo Muñoz")).decode().replace(",", separator)
    lista = read_lista(text.encode(encoding))
    assert lista.rows[0].texts["nombre"] == "Íñigo Muñoz"
    assert lista.encoding == ("Windows-1252 (Excel)" if encoding == "cp1252" else "UTF-8")
    assert lista.separator == SEPARATORS_SAID[separator]


def test_columns_come_in_any_order_and_others_are_named() -> None:
    head = "CORREO;telefono;Grupo;nacimiento;segundo apellido;APELLIDO_PATERNO;nombre;;cuenta"
    lista = read_lista(of("a@b.mx;1;norte;2;M;P;N;;x", head=head))
    assert lista.unused == ("Grupo",)
    assert lista.rows[0].texts["apellido_materno"] == "M"
    assert lista.rows[0].texts["cuenta"] == "x"
    assert set(lista.rows[0].texts) <= set(TITLES)


ALIASES = {
    "nombre": ("Nombres", "NOMBRE"),
    "apellido_paterno": ("Primer apellido",),
    "apellido_materno": ("Segundo apellido",),
    "nacimiento": ("Nacimiento",),
    "telefono": ("Teléfono", "Celular"),
    "correo": ("Correo", "E-mail"),
    "proveedor": ("Proveedor",),
    "cuenta": ("Cuenta",),
}


@pytest.mark.parametrize(
    ("field", "title"), [(field, each) for field, titles in ALIASES.items() for each in titles]
)
def test_a_column_goes_by_the_names_that_people_give_it(field: str, title: str) -> None:
    others = [TITLES[each] for each in TITLES if each != field]
    head, line = ",".join((*others, title)), ",".join((*"abcdefghijk"[: len(others)], "esto"))
    lista = read_lista(of(line, head=head))
    assert (lista.unused, lista.rows[0].texts[field]) == ((), "esto")


def test_broken_lines_take_no_other_with_them() -> None:
    lines = (ANA, "Ana,sin,lo demás", '"Ana\nLuz,a",b,c,d,e', "", ",,,,,", ANA)
    content = of(*lines) + b"\r\n\xff\xfe\x00,a,b,c,d,e"
    lista = read_lista(content)
    assert [row.line for row in lista.rows] == [2, 8]
    assert [(each.line, each.code) for each in lista.broken] == [
        (3, LineCells.code),
        (4, LineCells.code),
        (5, LineCells.code),
        (9, LineText.code),
    ]


def test_what_a_spreadsheet_was_kept_from_acting_on_is_read_as_it_was() -> None:
    lista = read_lista(of(ANA.replace("Ana", "'=cmd()"), ANA.replace("Ana", "'Ana")))
    assert [row.texts["nombre"] for row in lista.rows] == ["=cmd()", "'Ana"]


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        (of(ANA, head=HEAD.replace("Correo", "Cosa")), "«Correo electrónico»"),
        (of(ANA + ",x", head=HEAD + ",nombre"), "«Nombre(s)»"),
        (b"Correo;Grupo\r\na@b.mx;norte", "«Nombre(s)»"),
    ],
)
def test_another_file_is_told_by_its_titles(content: bytes, missing: str) -> None:
    with pytest.raises(ListaNotOurs) as told:
        read_lista(content)
    assert missing in told.value.facts["missing"]
    assert (TITLES["correo"] in told.value.facts["missing"]) is (b"orreo" not in content)


def test_nothing_and_too_much_are_told() -> None:
    with pytest.raises(ListaEmpty):
        read_lista(of("", ",,,,,"))
    with pytest.raises(ListaTooLong):
        read_lista(of(*["x"] * (MOST_ROWS + 1)))
    with pytest.raises(ListaTooLong):
        read_lista(b"x" * (MOST_BYTES + 1))


@given(st.binary(max_size=200))
def test_no_bytes_break_it(rest: bytes) -> None:
    head = "nombre,apellido_paterno,apellido_materno,nacimiento,telefono,correo"
    lista = read_lista(of(ANA, head=head) + b"\n" + rest)
    assert lista.rows[0].line == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_of_a_spreadsheet_is_read_and_said(encoding: str) -> None:
    head, line = (each.replace(",", "\t") for each in (HEAD, ANA.replace("Ana", "Ñandú")))
    mark = b"" if encoding == "utf-16" else "\ufeff".encode(encoding)
    lista = read_lista(mark + of(line, head=head, encoding=encoding))
    assert (lista.encoding, lista.separator) == ("UTF-16 (Texto Unicode)", "tabulador")
    assert [(each.line, each.texts["nombre"]) for each in lista.rows] == [(2, "Ñandú")]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_line_that_tells_a_spreadsheet_the_separator_is_no_title(mark: bytes) -> None:
    head, line = HEAD.replace(",", ";"), ANA.replace(",", ";")
    lista = read_lista(mark + b"sep=;\r\n" + of(line, head=head))
    assert [each.line for each in lista.rows] == [3]


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(99), b"\xd0\xcf\x11\xe0" + bytes(99)])
def test_a_workbook_is_called_by_its_name(content: bytes) -> None:
    with pytest.raises(ListaWorkbook):
        read_lista(content)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n \r\n", b"sep=;\n"])
def test_a_file_without_a_letter_is_said_to_be_empty(content: bytes) -> None:
    with pytest.raises(ListaBlank):
        read_lista(content)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("inside", ["\r\n", "\n", "\r", " \n\n "])
def test_a_cell_may_run_over_lines_whatever_ends_them(end: str, inside: str) -> None:
    head = HEAD.replace("Apellido paterno", f'"Apellido{inside}paterno"')
    lines = (head, "", ANA.replace("Ana", f'"Ana{inside}Luz"'), ANA, "", ",,,,,", ANA)
    lista = read_lista(end.join(lines).encode())
    assert [row.texts["nombre"] for row in lista.rows] == ["Ana Luz", "Ana", "Ana"]
    assert {row.texts["apellido_paterno"] for row in lista.rows} == {"Ficticia"}
    assert not lista.broken


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_every_end_of_line_is_one_in_every_encoding(end: str, encoding: str) -> None:
    many = [ANA.replace("Ana", "Begoña")] * 200
    lista = read_lista(end.join((HEAD, *many, "")).encode(encoding))
    assert [row.line for row in lista.rows] == list(range(2, 202))
    assert {row.texts["nombre"] for row in lista.rows} == {"Begoña"}


@pytest.mark.parametrize(
    "broken",
    [
        '"Ana,Ficticia,Muestra,01/02/1990,5512345678,ana@muestra.example',
        'Ana",Ficticia,Muestra,01/02/1990,5512345678,ana@muestra.example',
        'Ana,Ficticia,Muestra,01/02/1990,5512345678,"ana@muestra.example',
        'Ana "Ñ,Ficticia,Muestra,01/02/1990,5512345678,ana@muestra.example',
    ],
)
@pytest.mark.parametrize("times", [1, 2])
def test_a_quote_without_end_is_named_and_takes_no_other_line(broken: str, times: int) -> None:
    lista = read_lista(of(ANA, *[broken, ANA] * times, ANA))
    assert [each.line for each in lista.broken] == [3, 5][:times]
    assert {each.code for each in lista.broken} == {LineCells.code}
    assert len(lista.rows) == 2 + times


def test_what_a_spreadsheet_adds_around_cells_is_nothing() -> None:
    quoted = '"Ana ""La Muestra""", "Ficticia", Muestra ,01/02/1990,5512345678,a@muestra.example,,,'
    lista = read_lista(of(quoted, ",,,,,,,,", '"","",,,,', ANA, head=HEAD + ",,,"))
    assert [row.line for row in lista.rows] == [2, 5]
    assert lista.rows[0].texts["nombre"] == 'Ana "La Muestra"'
    assert lista.rows[0].texts["apellido_paterno"] == "Ficticia"
    assert (lista.unused, lista.broken) == ((), ())
    assert read_lista(of(ANA + ",,")).rows == read_lista(of(ANA)).rows

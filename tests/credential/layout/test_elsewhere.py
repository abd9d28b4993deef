"""What is printed elsewhere, or labelled otherwise, than `core.muestra` does."""

from dataclasses import replace

import numpy as np
import pytest

from core.credential.grammar.ctc import spell
from core.credential.grammar.patterns import CIC
from core.credential.layout.back import parse_back
from core.credential.layout.back_words import ENOUGH, back_words
from core.credential.layout.blocks import is_heading
from core.credential.layout.front import parse_front
from core.credential.layout.last_row import told_by_address
from core.credential.layout.number_fit import fitted_numbers, parted
from core.credential.layout.read_side import family_of, side_of
from core.credential.layout.tokens import Token, tokens_of
from core.credential.quality.document_check import says_ocr
from core.domain.credencial.lectura import Family, SideName
from tests.credential.grammar.test_ctc import lattice_of


def _line(text: str, left: float, top: float, label: str = "") -> Token:
    right, low = left + 12.0 * len(text), top + 28.0
    points = np.array([[left, top], [right, top], [right, low], [left, low]])
    return Token(label, text, 0.99, points, lattice_of(text))


@pytest.mark.parametrize("printed", ["294294556", "CIC 294294556", "CIC: 294294556"])
@pytest.mark.parametrize("place", [(610, 340), (40, 30), (300, 580)])
def test_cic_and_ocr_are_found_wherever_they_stand(printed: str, place: tuple[int, int]) -> None:
    tokens = [_line(printed, *place), _line("3287216205086", 60, 480), _line("09", 200, 90)]
    back = parse_back(tokens)
    assert back.cic is tokens[0]
    assert back.digits is tokens[1]


@pytest.mark.parametrize(
    "printed",
    ["IDMEX2942945566", "1DMEX294294556", "IDMEX 294294556 6", "CIC 2942945566", "2942945566",
     "IDENTIFICADOR 294294556"],
)  # fmt: skip
def test_a_cic_is_nine_digits_with_its_check_digit_or_without(printed: str) -> None:
    back = parse_back([_line(printed, 610, 340), _line("3287216205086", 60, 480)])
    assert back.cic is not None
    spelling = spell(back.cic.lattice, CIC)
    assert spelling is not None
    assert spelling.text == "294294556"
    assert not back.guessed


@pytest.mark.parametrize(
    ("printed", "guessed"),
    [("2942945567", {"cic"}), ("32872162050861", {"ocr"}), ("328721620508", {"ocr"})],
)
def test_another_count_of_digits_is_a_guess(printed: str, guessed: set[str]) -> None:
    """A digit was lost or added, and nothing tells which: `2942945567` has a wrong check digit."""
    assert parse_back([_line(printed, 610, 340)]).guessed == guessed


@pytest.mark.parametrize("number", ["4152 3138 0426 7715", "4152313804267715", "4152 3138 0426"])
def test_the_number_of_a_bank_is_no_ocr(number: str) -> None:
    assert parse_back([_line(number, 60, 400)]).digits is None


@pytest.mark.parametrize("number", ["3287216205086", "32872162 05086", "OCR 3287216205086",
                                    "NO. 0CR 3287216205086"])  # fmt: skip
def test_thirteen_digits_are_an_ocr_however_they_are_read(number: str) -> None:
    assert parse_back([_line(number, 60, 400)]).digits is not None


@pytest.mark.parametrize("number", ["NO. OCR 4990899781637", "NO. 0CR 4990899781637"])
def test_a_back_is_told_by_an_ocr_with_words_before_it(number: str) -> None:
    rows = [_line("ELECCIONES", 49, 28), _line("NO. CIC 593140042", 606, 361)]
    assert side_of([*rows, _line(number, 127, 585)]) is SideName.BACK
    assert says_ocr(_line(number, 127, 585))
    assert not says_ocr(_line("SOCIO 4990899781637", 127, 585))


def test_a_back_is_told_by_its_words() -> None:
    rows = ["LOCALES Y EXTRAORDINARIAS", "NO ES VALIDO SI PRESENTA TACHADURAS O ENMENDADURAS"]
    assert len(back_words([_line(row, 40, 300) for row in rows])) >= ENOUGH
    assert not back_words([_line("REGISTRO FEDERAL DE ELECTORES", 40, 80)])


@pytest.mark.parametrize(
    ("line", "name"),
    [("DELEGACION 092", "municipio"), ("CLAVE DE ELECTORPNFLMX66081620H005", "clave_elector"),
     ("CLAVE ELECTOR PNFLMX66081620H005", "clave_elector"), ("SEXO M", "sexo"),
     ("REGISTRO: 2007 02", "anio_registro"), ("FECHA DE REGISTRO 2007 02", "anio_registro"),
     ("F. NACIMIENTO 04/05/1964", "fecha_nacimiento"), ("SECC. 0398", "seccion"),
     ("EDO. 09", "estado"), ("MPIO. 014", "municipio"), ("LOC. 0014", "localidad"),
     ("SECCION ELECTORAL: 0398", "seccion"), ("AÑO DE EMISION 2016", "emision"),
     ("VIGENTE HASTA 2026", "vigencia"), ("VALIDA HASTA: 2026", "vigencia"),
     ("CLAVE DE LA ELECTORA O ELECTOR PNFLMX66081620H005", "clave_elector"),
     ("CLAVE DE LAELECTORAO ELECTOR PNFLMX66081620H005", "clave_elector"),
     ("C.U.R.P.: PEFM660816HDFRLR05", "curp"), ("ENTIDAD FEDERATIVA 09", "estado"),
     ("AÑO DE REG.: 2024 02", "anio_registro"), ("SECC. ELECTORAL 2918", "seccion")],
)  # fmt: skip
def test_labels_worded_or_set_otherwise(line: str, name: str) -> None:
    whole = _line(line, 40, 400)
    found = tokens_of(whole.points, whole.lattice)
    assert [found[0].label, found[-1].label] == [name, ""]


def test_a_code_is_found_between_words_that_are_no_label_and_a_label() -> None:
    whole = _line("CVFDOELCTR PNFLMX66081620H005 AÑO DE REGISTRO 2011 05", 40, 388)
    found = [(one.label, one.text) for one in tokens_of(whole.points, whole.lattice)]
    assert ("", "PNFLMX66081620H005") in found
    assert [label for label, _ in found] == ["", "", "anio_registro", ""]


@pytest.mark.parametrize("before", ["", "CURP "])
@pytest.mark.parametrize("code", ["FOLO691208MCSDTT16", "F0LO691208MCSDTT16", "EDAD691208MCSDTT16"])
@pytest.mark.parametrize("after", ["", "2008 02"])
def test_the_letters_of_a_code_are_no_label(before: str, code: str, after: str) -> None:
    whole = _line(before + code + after, 40, 400)
    found = tokens_of(whole.points, whole.lattice)
    texts = [one.text for one in found if not one.label]
    assert [one.label for one in found if one.label] == [before.strip().lower()] * bool(before)
    assert texts == [code, *[after] * bool(after)]


@pytest.mark.parametrize("surname", ["ESTRADA", "SECUNDINO"])
def test_a_surname_is_no_label(surname: str) -> None:
    whole = _line(surname, 40, 200)
    assert [token.label for token in tokens_of(whole.points, whole.lattice)] == [""]


@pytest.mark.parametrize(
    ("line", "name"),
    [("NOMBRE COMPLETO", "nombre"), ("NOMBRE(S)", "nombre"), ("NOMBRE:", "nombre"),
     ("NOMBRE DEL ELECTOR", "nombre"), ("DOMICILIO PARTICULAR", "domicilio")],
)  # fmt: skip
def test_the_label_of_a_block_takes_its_whole_line(line: str, name: str) -> None:
    whole = _line(line, 40, 150)
    assert [token.label for token in tokens_of(whole.points, whole.lattice)] == [name]


@pytest.mark.parametrize(
    "row", ["DE LA O", "DEL ANGEL", "LOC SAN MIGUEL 45296", "EDIF 3 INT 12",
            "SEC 5 MZ 3", "MUNA MUÑOZ", "FOLLO, VER."],
)  # fmt: skip
def test_names_and_addresses_hold_no_label(row: str) -> None:
    whole = _line(row, 40, 200)
    assert {token.label for token in tokens_of(whole.points, whole.lattice)} == {""}


def test_a_code_below_the_label_of_the_other_is_not_that_one() -> None:
    rows = [_line("CLAVE DE ELECTOR", 320, 400, "clave_elector"), _line("GRYTHL79", 540, 400)]
    rows += [_line("CURP", 320, 436, "curp"), _line("GIYH790429MCSRTL04", 390, 436)]
    front = parse_front(rows, Family.EF)
    assert front.values["curp"] == [rows[-1]]
    assert "clave_elector" not in front.values


def test_a_column_that_leans_is_one() -> None:
    texts = ["PEREZ", "LUNA", "ANA"]
    rows = [_line("NOMBRE", 121, 160, "nombre")]
    rows += [_line(text, 151 + 30 * k, 200 + 40 * k) for k, text in enumerate(texts)]
    rows += [_line("DOMICILIO", 243, 330, "domicilio"), _line("C HIDALGO 12", 266, 370)]
    rows += [_line("COL CENTRO 06700", 288, 400), _line("LEON, GTO.", 311, 430)]
    front = parse_front([*rows, _line("PNTLCH39022514H819", 500, 470)], Family.EF)
    assert [token.text for token in front.values["nombre"]] == texts
    assert len(front.values["domicilio"]) == 3


def test_rows_round_a_domicilio_are_none_of_it() -> None:
    """Of too many rows the one with the postal code and its neighbours are kept."""
    rows = [_line("NOMBRE", 205, 130, "nombre"), _line("PEREZ", 205, 160), _line("ANA", 205, 190)]
    texts = ("C HIDALGO 12", "COL CENTRO 06700", "LEON, GTO.")
    address = [_line(text, 205, 300 + 30 * k) for k, text in enumerate(texts)]
    label, stray = _line("DOMICILIO", 205, 250, "domicilio"), _line("40", 205, 275)
    junk = _line("02431", 205, 390)
    front = parse_front([*rows, label, stray, *address, junk], Family.EF)
    assert front.values["domicilio"] == address
    given, misread = _line("GABRIELA", 205, 245), _line("DOMCLO", 205, 270)
    front = parse_front([*rows, given, misread, *address], Family.EF)
    assert front.values["domicilio"] == address
    assert [row.text for row in front.values["nombre"]] == ["PEREZ", "ANA", "GABRIELA"]


@pytest.mark.parametrize(
    "labels",
    [("APELLIDO PATERNO", "APELLIDO MATERNO", "NOMBRE(S)"),
     ("PRIMER APELLIDO", "SEGUNDO APELLIDO", "NOMBRE")],
)  # fmt: skip
def test_each_part_of_a_name_may_have_a_label(labels: tuple[str, ...]) -> None:
    tokens: list[Token] = []
    for at, (label, value) in enumerate(zip(labels, ("PEREZ", "LUNA", "ANA"), strict=True)):
        whole = _line(label, 205, 120 + 50 * at)
        tokens += [*tokens_of(whole.points, whole.lattice), _line(value, 205, 145 + 50 * at)]
    tokens += [_line("DOMICILIO", 205, 290, "domicilio"), _line("C HIDALGO 12", 205, 315)]
    front = parse_front(tokens, Family.EF)
    assert [token.text for token in front.values["nombre"]] == ["PEREZ", "LUNA", "ANA"]


def test_a_box_across_several_rows_is_none() -> None:
    rows = [_line("DOMICILIO", 205, 300, "domicilio"), _line("C HIDALGO 12", 205, 330)]
    rows.append(_line("COL CENTRO 06700", 205, 360))
    across = np.array([[190, 330], [250, 310], [290, 430], [230, 450]])
    tall = replace(_line("02431", 190, 310), points=across)
    front = parse_front([_line("NOMBRE", 205, 200, "nombre"), *rows, tall], Family.EF)
    assert front.values["domicilio"] == rows[1:]


def test_what_blur_made_of_the_words_before_a_year_is_no_number() -> None:
    rows = [_line("00002008 00", 400, 390)]
    assert _fitted(rows, Family.CD, {"anio_registro"}) == {"anio_registro": ("2008 00", False)}


def test_small_upright_text_is_no_row_of_a_block() -> None:
    rows = [_line("NOMBRE", 205, 130, "nombre"), _line("PEREZ", 205, 160)]
    rows += [_line("LUNA", 205, 190), _line("ANA", 205, 220)]
    rows += [_line("DOMICILIO", 205, 250, "domicilio"), _line("C HIDALGO 12", 205, 280)]
    serial = _line("923GA6DC", 190, 200)
    upright = replace(serial, points=np.array([[190, 320], [190, 200], [206, 200], [206, 320]]))
    front = parse_front([*rows, upright], Family.EF)
    assert [token.text for token in front.values["nombre"]] == ["PEREZ", "LUNA", "ANA"]
    assert [token.text for token in front.values["domicilio"]] == ["C HIDALGO 12"]


_CLAVE = _line("PNTLCH39022514H819", 205, 420)


def _fitted(
    rows: list[Token], family: Family, wanted: set[str], hints: dict[str, str] | None = None
) -> dict[str, tuple[str, bool]]:
    found = fitted_numbers(rows, family, frozenset(wanted), [_CLAVE], hints or {})
    return {name: (token.text, is_guess) for name, (token, is_guess) in found.items()}


def test_numbers_without_labels_are_told_by_their_digits_and_order_and_guessed() -> None:
    rows = [_line("X 21 MVC 054", 60, 500), _line("W 0124 B 0398", 60, 530)]
    wanted = {"estado", "municipio", "localidad", "seccion"}
    assert _fitted(rows, Family.CD, wanted) == {
        "estado": ("21", True), "municipio": ("054", True),
        "localidad": ("0124", True), "seccion": ("0398", True),
    }  # fmt: skip
    assert _fitted([_line("6632", 587, 537)], Family.GH, {"seccion"}) == {"seccion": ("6632", True)}
    assert parse_front([_CLAVE, *rows], Family.CD).guessed


def test_the_name_of_the_entidad_tells_the_estado() -> None:
    rows = [_line("21.2M 48 054", 100, 506), _line("XOCOTEPEC, PUE.", 33, 365)]
    hints = told_by_address(rows)
    assert hints == {"estado": "21"}
    assert _fitted(rows, Family.CD, {"estado"}, hints) == {"estado": ("21", False)}
    assert told_by_address([_line("C HIDALGO, 12", 33, 365)]) == {}


@pytest.mark.parametrize(("left", "family"), [(95, Family.CD), (320, Family.EF)])
def test_a_front_without_labels_is_told_by_the_side_of_its_portrait(
    left: int, family: Family
) -> None:
    assert family_of([_line("PNTLCH39022514H819", left, 439)], SideName.FRONT) is family


@pytest.mark.parametrize(
    ("title", "family"),
    [("MÉXICO IWSTITUTO NACIONAL ELECTORAL", Family.GH), ("MEXIC0 INSTITUTO NACIONAL", Family.GH),
     ("MÉXICO INSTITUTO NACIONAL ELECTORAL", Family.GH),
     ("INSTITUTO NACIONAL ELECTORAL", Family.EF)],
)  # fmt: skip
def test_the_country_in_the_title_tells_g_and_h(title: str, family: Family) -> None:
    assert family_of([_line(title, 310, 40, "ine")], SideName.FRONT) is family


def test_thirteen_digits_on_a_front_are_the_folio_of_c_and_d() -> None:
    tokens = [_line("0633779569766", 86, 404), _line("SECCION", 40, 540, "seccion")]
    assert family_of(tokens, SideName.FRONT) is Family.CD


def test_numbers_may_stand_between_the_domicilio_and_the_codes() -> None:
    rows = [_line("C HIDALGO 1250", 53, 290), _line("DURANGO, DGO.", 53, 345)]
    rows += [_line("EN 4490", 60, 377), _line("2012", 333, 377), _line("2022", 512, 377)]
    wanted = {"seccion", "emision", "vigencia"}
    assert _fitted(rows, Family.CD, wanted, {"seccion": "4490"}) == {
        "seccion": ("4490", False), "emision": ("2012", False), "vigencia": ("2022", False),
    }  # fmt: skip


@pytest.mark.parametrize("printed", ["2001 C1", "2OO1 01", "200I 01"])
def test_a_year_of_registration_is_told_though_a_letter_was_read_for_a_digit(printed: str) -> None:
    found = _fitted([_line(printed, 400, 467)], Family.CD, {"anio_registro"})
    assert found == {"anio_registro": (printed, False)}


def test_one_number_that_may_be_two_fields_is_neither() -> None:
    assert _fitted([_line("0398", 60, 500)], Family.EF, {"seccion", "localidad"}) == {}


def test_badly_read_labels_within_a_line_tell_which_number_is_which() -> None:
    rows = [_line("SRCCELECTORAL 1322 EMSION 2016 VIGONCIA 2026", 40, 523),
            _line("193 ZOCAUDAD 0195", 593, 490)]  # fmt: skip
    found = _fitted(rows, Family.EF, {"seccion", "localidad", "emision", "vigencia"})
    assert {name: text for name, (text, _) in found.items()} == {
        "seccion": "1322", "localidad": "0195", "emision": "2016", "vigencia": "2026",
    }  # fmt: skip
    assert not found["seccion"][1]


def test_the_back_tells_which_of_two_numbers_is_the_seccion() -> None:
    rows = [_line("0247", 500, 518), _line("5241", 455, 555)]
    wanted = {"seccion", "localidad"}
    assert _fitted(rows, Family.EF, wanted, {"seccion": "5241"})["seccion"] == ("5241", False)
    assert _fitted(rows, Family.EF, wanted, {"seccion": "0247"})["seccion"] == ("0247", False)


def test_a_value_and_a_blurred_label_behind_it_are_parted() -> None:
    own, rests = parted("municipio", _line("193 ZOCAUDAD 0195", 593, 490))
    assert own.text == "193"
    assert [one.text for one in rests] == ["ZOCAUDAD 0195"]
    whole = _line("2012 00", 593, 490)
    assert parted("anio_registro", whole) == (whole, [])


def test_a_seccion_glued_to_a_span_of_years_is_cut_off_it() -> None:
    found = _fitted([_line("25462021-2031", 511, 523)], Family.GH, {"seccion", "vigencia"})
    assert found == {"seccion": ("2546", True), "vigencia": ("2021-2031", False)}


@pytest.mark.parametrize(
    ("line", "names"),
    [("AÑO DE REGISTRO 2019 00 SECC.ELECTORAL 4237 VIGENCIA AL 2021-2031",
      ["anio_registro", "seccion", "vigencia"]),
     ("SECC.ELECTORAL: 2256 AÑOEMISIÓN: 2016", ["seccion", "emision"]),
     ("SECCION: 5088 VÁLIDA HASTA: 2026-2036", ["seccion", "vigencia"]),
     ("SEXO H FECHA NACIMIENTO 12/04/1990", ["sexo", "fecha_nacimiento"])],
)  # fmt: skip
def test_every_label_of_a_line_is_found(line: str, names: list[str]) -> None:
    whole = _line(line, 40, 400)
    found = [token.label for token in tokens_of(whole.points, whole.lattice) if token.label]
    assert found == names


def test_a_back_whose_words_look_like_labels_is_a_back() -> None:
    rows = ["NO ES VALIDO SI PRESENTA TACHADURAS O ENMENDADURAS", "EL TITULAR ESTA OBLIGADO A"]
    rows += ["NOTIFICAR EL CAMBIO", "5988576078146"]
    tokens = [_line(row, 40, 360 + 20 * number) for number, row in enumerate(rows)]
    labels = {"DOMICILIO": "domicilio", "OCUR": "curp", "EL ELECTOR": "clave_elector"}
    tokens += [_line(text, 40, 440, label) for text, label in labels.items()]
    assert side_of(tokens) is SideName.BACK
    assert side_of([*tokens, _line("PNTLCH39022514H819", 205, 420)]) is SideName.FRONT


def test_a_date_of_birth_is_known_by_its_shape() -> None:
    front = parse_front([_line("04/05/1964", 700, 160)], Family.EF)
    assert front.values["fecha_nacimiento"][0].text == "04/05/1964"


@pytest.mark.parametrize("dirt", ["FOLIO", "EDAD"])
def test_dirt_like_a_label_does_not_make_another_family(dirt: str) -> None:
    rows = [("INSTITUTO NACIONAL ELECTORAL", "ine"), ("CREDENCIAL PARA VOTAR", "titulo")]
    tokens = [_line(text, 300, 40 + 40 * k, label) for k, (text, label) in enumerate(rows)]
    tokens.append(_line(dirt, 900, 350, dirt.lower()))
    assert family_of(tokens, SideName.FRONT) is not Family.CD


def test_a_value_before_a_label_is_no_part_of_it() -> None:
    whole = _line("15 MUNCIPIO 096", 40, 400)
    found = tokens_of(whole.points, whole.lattice)
    assert [(token.label, token.text) for token in found] == [
        ("", "15"), ("municipio", "MUNCIPIO"), ("", "096"),
    ]  # fmt: skip


def test_a_curp_glued_to_the_year_of_registration_is_cut_off_it() -> None:
    whole = _line("CUNE GODC670807HQTYZH24199205", 40, 400)
    found = tokens_of(whole.points, whole.lattice)
    assert [token.text for token in found][-1] == "199205"


@pytest.mark.parametrize("street", ["C RIO PERDIDO 1798 MZ 12 LT 7", "AV DEL SOL 1820 INT 3 MZ 4"])
def test_a_street_with_numbers_is_no_code(street: str) -> None:
    rows = [_line("DOMICILIO", 40, 280, "domicilio"), _line(street, 40, 310)]
    front = parse_front([*rows, _line("CRWNXM75012713M701", 210, 430)], Family.CD)
    assert "curp" not in front.values
    assert [token.text for token in front.values["domicilio"]] == [street]


def test_an_abbreviation_may_stand_apart_from_its_value() -> None:
    whole = _line("MPIO.", 350, 440)
    assert [token.label for token in tokens_of(whole.points, whole.lattice)] == ["municipio"]


def test_what_is_left_is_told_by_its_count_of_digits_and_guessed() -> None:
    clave = _line("ANNXFB97040714H868", 172, 380)
    known = [_line("ESTADO", 33, 500, "estado"), _line("13", 115, 500)]
    front = parse_front(
        [clave, *known, _line("NEE LIPN", 341, 500), _line("215", 523, 500)], Family.CD
    )
    assert [token.text for token in front.values["municipio"]] == ["215"]
    assert "municipio" in front.guessed
    assert "estado" not in front.guessed


@pytest.mark.parametrize(
    "line",
    ["CLAVEDELAELECTORAOELECTOR MNXCHR91040516M361", "O ELECTOR: MNXCHR91040516M361",
     "SIN VACLAVEDEELECTORVAMNXCHR91040516M361TR SIN", "CURP: MOXH910405MMNNCR81"],
)  # fmt: skip
def test_a_whole_code_is_cut_off_what_was_found_with_it(line: str) -> None:
    whole = _line(line, 40, 400)
    texts = [token.text for token in tokens_of(whole.points, whole.lattice) if not token.label]
    assert {"MNXCHR91040516M361", "MOXH910405MMNNCR81"} & {text.lstrip(": ") for text in texts}


@pytest.mark.parametrize(("surname", "label"), [("FOLIANO", "folio"), ("LOCALIDO", "localidad")])
def test_a_surname_like_the_label_of_a_number_is_a_row(surname: str, label: str) -> None:
    rows = [_line("NOMBRE", 295, 130, "nombre"), _line("SECADA", 295, 180)]
    rows += [_line(surname, 295, 215, label), _line("PAULINA", 295, 250)]
    rows += [_line("DOMICILIO", 295, 290, "domicilio"), _line("C HIDALGO 12", 295, 320)]
    front = parse_front([*rows, _line("SCFLPL70050619M087", 455, 430)], Family.EF)
    assert [token.text for token in front.values["nombre"]] == ["SECADA", surname, "PAULINA"]


def test_mauricio_is_not_the_label_of_the_domicilio() -> None:
    rows = [_line("NOMBRE", 295, 130, "nombre"), _line("ESPINOZA", 295, 160)]
    small = _line("MAURICIO", 295, 190)
    rows += [replace(small, points=small.points * [1, 0.99])]
    rows += [_line("DOMICILIO", 295, 290, "domicilio"), _line("C HIDALGO 12", 295, 320)]
    front = parse_front(rows, Family.EF)
    assert [token.text for token in front.values["nombre"]] == ["ESPINOZA", "MAURICIO"]


@pytest.mark.parametrize("years", ["1821242730", "151821242", "03060912"])
def test_the_years_of_the_boxes_for_votes_are_no_cic(years: str) -> None:
    back = parse_back([_line(years, 237, 157), _line("1022440211317", 147, 565)])
    assert back.cic is None


@pytest.mark.parametrize("code", ["LPPXKRO1092418M891", "LPPXKR01092418M891", "LOPKO10924MNTPXRA6"])
def test_a_code_with_letters_for_digits_is_cut_off_its_blurred_label(code: str) -> None:
    whole = _line(f"CLAVE DELAELICTORAGELECTOR {code}", 40, 437)
    assert tokens_of(whole.points, whole.lattice)[-1].text == code


def test_a_folio_is_no_row_of_a_domicilio() -> None:
    assert is_heading("5946213666640")
    assert is_heading("CLAV ELICTORA LPPXKRO1092418M891")
    assert not is_heading("RES GUADALUPE 58386")

"""The form of numerals 19 and 20: doubts, answers, classes of positions, what misses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture_kiosk.capture.circumstances import Circumstances
from capture_kiosk.capture.form import (
    BY_ID,
    Charset,
    answers,
    first_doubt,
    next_missing,
    prefilled,
)
from capture_kiosk.capture.form_rows import grid_rows, missing, summary, warnings
from capture_kiosk.capture.typed_code import TypedCode, checks
from core.domain.apoyos.apoyo import CredentialType
from core.domain.credencial.lectura import FieldReading, FindingCode, finding
from tests.capture_kiosk import drafts

NOW = Circumstances(date(2026, 11, 24), ("2981",))
CLAVE = BY_ID["clave_elector"]


def test_what_was_read_without_being_sure_comes_first_until_somebody_looks() -> None:
    doubtful = FieldReading("ANACLS94011201H059", 0.6, "front", None, ("ANACLS94011201H058",))
    flow = drafts.to_data(drafts.a_flow(), drafts.a_reading(clave_elector=doubtful))
    assert first_doubt(flow.draft) is CLAVE
    flow.write("clave_elector", doubtful.value)
    assert first_doubt(flow.draft) is None


def test_an_empty_field_is_no_doubt_but_is_said() -> None:
    flow = drafts.to_data(drafts.a_flow(), drafts.a_reading(curp=FieldReading()))
    assert first_doubt(flow.draft) is None
    rows = {row.id: row for row in grid_rows(flow.draft, main=True, but=None)}
    assert (rows["curp"].mood, rows["nombre"].mood) == ("falta", "bien")
    assert "no se leyeron" in summary(flow.draft, None)[0]


def test_readings_that_part_in_one_character_are_told_by_it() -> None:
    read = FieldReading("H059", 0.6, alternatives=("H058",))
    assert answers(read) == (("Dice 9", "H059"), ("Dice 8", "H058"))


def test_readings_that_part_more_are_told_whole() -> None:
    read = FieldReading("ACUÑA", 0.6, alternatives=("ACUNAS",))
    assert answers(read) == (("Dice ACUÑA", "ACUÑA"), ("Dice ACUNAS", "ACUNAS"))


def test_a_single_reading_is_confirmed_with_one_tap() -> None:
    assert answers(FieldReading("ACUÑA", 0.6)) == (("Dice eso mismo", "ACUÑA"),)


def test_the_year_and_its_emission_share_a_box() -> None:
    box = BY_ID["registro"]
    flow = drafts.to_data(drafts.a_flow())
    assert box.joined(flow.draft.value) == "2012 05"
    assert box.parted("2013 06") == {"anio_registro": "2013", "numero_emision": "06"}


def test_what_misses_is_named() -> None:
    flow = drafts.to_data(drafts.a_flow(), drafts.a_reading(cic=FieldReading()))
    assert missing(flow.draft) == "Falta: CIC."


def test_an_expired_card_is_said_and_stops_nothing() -> None:
    reading = drafts.a_reading()
    object.__setattr__(reading, "findings", (finding(FindingCode.EXPIRED, None),))
    flow = drafts.to_data(drafts.a_flow(), reading)
    assert len(warnings(flow.draft, NOW)) == 1
    flow.confirm_data()


@pytest.mark.parametrize(
    ("field", "length"),
    [("clave_elector", 18), ("curp", 18), ("ocr", 13), ("cic", 9), ("seccion", 4), ("registro", 6)],
)
def test_coded_fields_have_their_length(field: str, length: int) -> None:
    assert len(BY_ID[field].positions) == length


def test_a_key_that_does_not_fit_the_position_changes_nothing() -> None:
    code = TypedCode.of(CLAVE, drafts.VALUES["clave_elector"], 17)
    assert code.charset is Charset.DIGIT
    assert code.press("A") == code
    assert code.press("8").text == "ANACLS94011201H058"


def test_the_whole_value_can_be_typed_over_from_the_first_cell() -> None:
    code = TypedCode.of(CLAVE, "XXXXXX00000000H000").go_to(0)
    for character in drafts.VALUES["clave_elector"]:
        code = code.press(character)
    assert code.text == drafts.VALUES["clave_elector"]


def test_rubbing_empties_this_cell_then_the_one_before() -> None:
    code = TypedCode.of(BY_ID["seccion"], "2981")
    assert code.rub().text == "298"
    assert code.rub().rub().text == "29"


def test_the_shared_box_keeps_its_space() -> None:
    code = TypedCode.of(BY_ID["registro"], "2012 05", 5).press("6")
    assert code.text == "2012 06"


def test_a_clave_is_held_against_the_curp() -> None:
    said = checks(CLAVE, drafts.VALUES["clave_elector"], drafts.VALUES["curp"])
    assert said[0].icon == "bien"
    other = checks(CLAVE, "GNACLS94011201H059", drafts.VALUES["curp"])
    assert "No coincide" in other[0].text
    assert checks(CLAVE, "ANACLS94011201HX59", drafts.VALUES["curp"])[0].icon == "falla"
    half = checks(CLAVE, "ANACLS", drafts.VALUES["curp"])[0]
    assert (half.icon, half.text) == ("informe", "Por escribir: 12 caracteres.")


@given(st.text(max_size=40), st.integers(min_value=-3, max_value=40), st.characters())
def test_whatever_is_typed_the_cells_keep_their_number(text: str, at: int, key: str) -> None:
    code = TypedCode.of(CLAVE, text, at).press(key).rub().go_to(at)
    assert len(code.cells) == 18
    assert 0 <= code.cursor < 18


BORN = BY_ID["fecha_nacimiento"]


@given(st.dates())
def test_a_day_that_exists_is_a_date_of_birth_as_it_is_typed(day: date) -> None:
    said = f"{day.day:02}/{day.month:02}/{day.year:04}"
    code = TypedCode.of(BORN, "")
    for digit in said.replace("/", ""):
        code = code.press(digit)
    assert code.text == said
    assert TypedCode.of(BORN, said).text == said
    assert [each.icon for each in checks(BORN, code.text, "")] == ["bien"]


@pytest.mark.parametrize("said", ["31/02/1990", "00/10/1990", "10/13/1990", "12/01", "29/02/1900"])
def test_a_day_that_does_not_exist_is_no_date_of_birth(said: str) -> None:
    assert [each.icon for each in checks(BORN, TypedCode.of(BORN, said).text, "")] == ["falla"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"fecha_nacimiento": "25/11/2008"}, "no cumple todavía 18"),
        ({"fecha_nacimiento": "24/11/2008"}, ""),
        ({"vigencia": "2025"}, "ya venció"),
        ({"vigencia": "2026"}, ""),
        ({"seccion": "2982"}, "fuera de la demarcación"),
        ({"seccion": "2981"}, ""),
    ],
)
def test_what_a_person_should_know_of_the_values_is_said_whoever_wrote_them(
    values: dict[str, str], said: str
) -> None:
    flow = drafts.to_data(drafts.a_flow(), drafts.a_reading(curp=FieldReading()))
    for key, value in values.items():
        flow.write(key, value)
    told = [each.text for each in warnings(flow.draft, NOW)]
    assert [said in each for each in told] == ([True] if said else [])
    flow.confirm_data()


def test_a_cargo_whose_demarcacion_is_not_told_says_nothing_of_secciones() -> None:
    flow = drafts.to_data(drafts.a_flow())
    assert not warnings(flow.draft, Circumstances(NOW.today))


def test_what_names_and_clave_say_of_each_other_is_written_first() -> None:
    draft = drafts.to_data(drafts.a_flow()).draft
    draft.reading = None
    assert prefilled(draft, BY_ID["clave_elector"]) == ""
    for key in ("nombre", "apellido_paterno"):
        draft.values[key] = drafts.VALUES[key]
    assert prefilled(draft, BY_ID["clave_elector"]) == ""  # a surname less is X, and seldom so
    draft.values["apellido_materno"] = drafts.VALUES["apellido_materno"]
    begun = prefilled(draft, BY_ID["clave_elector"])
    assert begun == drafts.VALUES["clave_elector"][:6]
    assert prefilled(draft, BY_ID["curp"]) == ""
    draft.values["clave_elector"] = drafts.VALUES["clave_elector"]
    assert prefilled(draft, BY_ID["curp"]) == drafts.VALUES["curp"][:16]
    assert prefilled(draft, BY_ID["ocr"]) == ""


@pytest.mark.parametrize(
    ("chosen", "last"), [(CredentialType.EF, "cic"), (CredentialType.CD, "ocr")]
)
def test_by_hand_one_goes_from_box_to_box_that_the_type_needs(
    chosen: CredentialType, last: str
) -> None:
    draft = drafts.to_data(drafts.a_flow()).draft
    draft.reading, draft.type_chosen = None, chosen
    walked, field = ["nombre"], BY_ID["nombre"]
    while (following := next_missing(draft, field)) is not None:
        field = following
        walked.append(field.id)
    assert walked[:4] == ["nombre", "apellido_paterno", "apellido_materno", "clave_elector"]
    assert walked[-1] == last
    assert "curp" not in walked

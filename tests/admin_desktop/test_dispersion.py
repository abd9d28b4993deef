"""The rule of dispersion at the desk: written with an office, shown to sign, and followed."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.screens.avance.detail_view import AvanceDetailView
from admin_desktop.screens.avance.dispersion_words import dispersion_said, dispersion_short
from admin_desktop.screens.proceso import form as proceso_form
from admin_desktop.screens.proceso.cargos_card import CargosCard
from admin_desktop.screens.proceso.dispersion_form import say_rule, say_share
from admin_desktop.screens.proceso.signing import say_cargo
from core.domain.proceso.dispersion import Dispersion, ReglaDispersion, Unidad, UnitCount
from core.domain.values.form_errors import FormBroken
from tests.admin_desktop.by_name import Eyes
from tests.admin_desktop.pictures import picture_of
from tests.admin_desktop.test_avance_detalle import DETALLE, Answers
from tests.admin_desktop.test_proceso_vm import a_vm
from tests.apoyo_world import FIRST

Settle = Callable[[], None]
RULE = ReglaDispersion(Unidad.MUNICIPIO, 150, "MUESTRA, artículo 9.", units=2, of_all=200)
TYPED = {
    "cargo": "Gubernatura",
    "ambito": "entidad",
    "numero": "",
    "umbral": "2,000",
    "unidad": "municipio",
    "unidades": "2",
    "por_unidad": "1.5 %",
    "del_total": "2",
    "dispersion_fundamento": "MUESTRA, artículo 9.",
}
UNITS = (
    UnitCount("001", "=MUESTRA", 60_000, 900, 300),
    UnitCount("002", "Villa", 10_000, 150, 200),
    UnitCount("003", "Otra", 30_000, 450, 449),
)
FOUND = Dispersion(RULE, UNITS, date(2026, 5, 1), date(2026, 11, 3))


def test_a_rule_is_read_from_the_form_and_said_before_it_is_signed() -> None:
    cargo = proceso_form.read_cargo(TYPED, others=())
    assert cargo.dispersion == RULE
    assert say_cargo(cargo) == (
        "Gubernatura: Toda la entidad, 2,000 apoyos; dispersión de 1.5 % de la lista nominal en "
        "2 municipios, umbral de 2 % de la lista nominal (MUESTRA, artículo 9.)"
    )
    half = proceso_form.read_cargo({**TYPED, "unidades": "50%", "unidad": "seccion"}, others=())
    assert half.dispersion is not None
    assert (half.dispersion.units, half.dispersion.units_share) == (0, 5_000)
    assert say_rule(half.dispersion) == "1.5 % de la lista nominal en 50 % de las secciones"
    none = proceso_form.read_cargo({**TYPED, "unidad": "ninguna", "unidades": "x"}, others=())
    assert none.dispersion is None
    kept = proceso_form._in_entidad(cargo, "12")
    assert (kept.entidad, kept.dispersion) == ("12", RULE)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("unidades", "", "falta_dato"),
        ("unidades", "la mitad", "unidades_escritas"),
        ("unidades", "0", "dispersion_forma"),
        ("unidades", "0 %", "dispersion_forma"),
        ("unidades", "101 %", "dispersion_forma"),
        ("unidades", "5.5", "unidades_escritas"),
        ("por_unidad", "", "falta_dato"),
        ("por_unidad", "uno", "porcentaje_escrito"),
        ("por_unidad", "1.234", "porcentaje_escrito"),
        ("por_unidad", "-1", "porcentaje_escrito"),
        ("del_total", "x", "porcentaje_escrito"),
        ("dispersion_fundamento", " ", "falta_dato"),
    ],
)
def test_each_broken_datum_of_a_rule_is_told_beside_it(field: str, text: str, code: str) -> None:
    with pytest.raises(FormBroken) as broken:
        proceso_form.read_cargo({**TYPED, field: text}, others=())
    assert broken.value.fields == {field: code}


@pytest.mark.parametrize(
    ("share", "said"), [(100, "1 %"), (50, "0.5 %"), (225, "2.25 %"), (5_000, "50 %")]
)
def test_a_share_is_said_as_it_is_written(share: int, said: str) -> None:
    assert say_share(share) == said


def test_only_units_that_fit_are_offered_and_the_rest_is_asked_where_there_is_a_rule(
    local: LocalTime, qtbot: QtBot
) -> None:
    vm = a_vm(local)
    card = CargosCard(vm)
    qtbot.addWidget(card)
    card.show()
    eyes = Eyes(card)
    assert "En cuántas" not in eyes.controls()
    eyes.choose("Dispersión del apoyo", "Por dis")
    eyes.choose("Ámbito", "Dis")
    assert eyes.value("Dispersión del apoyo") == "Sin regla de dispersión"
    assert "En cuántas" not in eyes.controls()
    qtbot.wait(QApplication.keyboardInputInterval() + 50)  # else it is one word with the last
    eyes.choose("Dispersión del apoyo", "Por sec")
    for name, text in (
        ("Nombre del cargo", "Diputación"),
        ("Número", "5"),
        ("Umbral de apoyos", "900"),
        ("En cuántas", "50 %"),
        ("% de cada una", "1"),
        ("Fundamento de la dispersión", "MUESTRA, artículo 9"),
    ):
        eyes.type(name, text)
    eyes.press("Agregar cargo")
    (line,) = vm.cargos
    assert line.said == "Diputación · 900 apoyos · 1 % en 50 % de las secciones"
    picture_of(card, "proceso_dispersion")


def test_what_is_met_and_missing_is_said_as_preliminary_with_its_lists_and_ground() -> None:
    assert dispersion_said(FOUND, 2_000) == (
        "Dispersión preliminar: no se cumple. Cumplen 1 de 2 municipios que se piden (de 3 que "
        "hay): falta 1 municipio. El 2 % de la lista nominal de la demarcación son 2,000: es el "
        "umbral publicado. Cuenta quien está en lista nominal según el corte del 3 nov 2026; la "
        "de cada unidad es la que se importó con la geografía, vigente desde el 1 may 2026. "
        "Regla: 1.5 % de la lista nominal en 2 municipios. Fundamento: MUESTRA, artículo 9."
    )
    assert "el umbral publicado es 900." in dispersion_said(FOUND, 900)
    assert dispersion_said(None, 9) == dispersion_short(None) == ""


@pytest.mark.parametrize(
    ("units", "said"),
    [
        ((), "Dispersión: falta importar la geografía del cargo."),
        (
            (UNITS[1], UNITS[1]),
            "Dispersión preliminar: se cumple, en 2 de 2 municipios que se piden (de 2 que hay).",
        ),
        (
            (UNITS[1], UnitCount("004", "", None, None, 7)),
            (
                "Dispersión preliminar: no se puede decir. Cumplen 1 de 2 municipios que se piden; "
                "no se importó la lista nominal de 1 municipio (de 2 que hay)."
            ),
        ),
    ],
)
def test_the_verdict_is_never_more_than_is_known(units: tuple[UnitCount, ...], said: str) -> None:
    assert dispersion_short(replace(FOUND, units=units)) == said
    assert "el corte, que aún no se importa" in dispersion_said(replace(FOUND, cut=None), 1)


def test_the_table_begins_with_what_is_nearest_and_leaves_as_a_file(
    local: LocalTime, settle: Settle, tmp_path: Path
) -> None:
    answers = Answers()
    dark = UnitCount("004", "", None, None, 7)
    answers.detalle = replace(DETALLE, dispersion=replace(FOUND, units=(*UNITS, dark)))
    vm = answers.vm(local)
    vm.open(FIRST)
    settle()
    table = vm.tables["dispersion"]
    assert [(row[0], row[5], row[6]) for row in table.rows] == [
        ("003", 1, "Falta"),
        ("001", 600, "Falta"),
        ("002", 0, "Cumple"),
        ("004", "sin dato", "No se sabe"),
    ]
    table.export.note_with(lambda _export: None)
    table.export_to(tmp_path / "dispersion.csv")
    settle()
    lines = (tmp_path / "dispersion.csv").read_text("utf-8-sig").splitlines()
    rows = list(csv.reader(lines))
    assert rows[0] == [
        *("Unidad", "Nombre", "Lista nominal", "Se piden", "Cuentan", "Faltan", "Estado"),
    ]
    assert rows[2] == ["001", "'=MUESTRA", "60000", "900", "300", "600", "Falta"]
    table.export_to(tmp_path / "dispersion.xlsx")
    settle()
    assert (tmp_path / "dispersion.xlsx").stat().st_size > 0


def test_the_page_says_it_beside_its_table_alone(
    local: LocalTime, settle: Settle, qtbot: QtBot
) -> None:
    answers = Answers()
    answers.detalle = replace(DETALLE, dispersion=FOUND)
    view = AvanceDetailView(answers.vm(local))
    qtbot.addWidget(view)
    view.resize(1000, 720)
    view.show()
    view.arrive(FIRST)
    settle()
    eyes = Eyes(view)
    assert not eyes.shows("Dispersión preliminar")
    eyes.choose("Tabla", "Dis")
    settle()
    assert eyes.shows("Dispersión preliminar: no se cumple.")
    picture_of(view, "avance_dispersion")
    answers.detalle = DETALLE
    view.arrive(FIRST)
    settle()
    assert not eyes.shows("Dispersión preliminar")
    assert eyes.shows("El cargo no tiene una regla de dispersión")

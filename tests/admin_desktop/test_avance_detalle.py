"""Progress in detail: the band and what it says, the tables and their files, the picture drawn."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admin_desktop.framework import theme
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.main import Desk
from admin_desktop.parts.progress_chart import ProgressChart
from admin_desktop.screens.avance.detail_view import AvanceDetailView
from admin_desktop.screens.avance.detail_vm import DetailGateway, DetailVm, _tablet
from admin_desktop.screens.avance.forecast import OVER, TOO_FEW, forecast, running
from core.domain.access.roles import Role
from core.domain.apoyos.avance_detalle import (
    AuxiliarShare,
    AvanceDetalle,
    DayCount,
    DeviceRate,
    PlaceCount,
    Ritmos,
    Spread,
)
from core.domain.proceso.periodo import Periodo
from core.domain.verification.resultado import Avance
from core.errors import CentralRefused, CentralUnreachable
from tests.admin_desktop.by_name import Eyes, overlapping
from tests.admin_desktop.conftest import NOW, WAIT, enter, sign_in
from tests.admin_desktop.pictures import picture, picture_of
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_journey_staff import open_account
from tests.apoyo_world import FIRST, World
from tests.central_server import Central

Settle = Callable[[], None]
TODAY = date(2026, 11, 24)
COUNTS = (12, 40, 55, 38, 61, 90, 20, 44, 58, 47, 63, 88, 31, 52, 18)
DAYS = tuple(
    DayCount(TODAY - timedelta(days=len(COUNTS) - 1 - at), each) for at, each in enumerate(COUNTS)
)
ENDS = datetime(2026, 12, 7, 6, 0, tzinfo=UTC)
PERIODO = Periodo(datetime(2026, 11, 1, 6, 0, tzinfo=UTC), ENDS, ENDS, "MUESTRA/1")
AVANCE = Avance(FIRST, "Gubernatura", 2_000, sum(COUNTS), 500, 0, {}, 0, None)
DETALLE = AvanceDetalle(
    id_solicitante=FIRST,
    today=TODAY,
    before=0,
    days=DAYS,
    municipios=Spread((PlaceCount("001", "=MUESTRA", 300), PlaceCount("002", "Villa", 200)), 11),
    distritos=Spread((PlaceCount("005", "", 500),), 1),
    secciones=Spread((PlaceCount("0101", "", 500),), 118),
    auxiliares=(AuxiliarShare("000201", "Rosa Prueba Núñez", 717, 500),),
)
RITMOS = Ritmos(717, (DeviceRate("ab" * 8, "000201", 717, 12, 95, 31),))


class Answers:
    """A server that answers with what a test sets."""

    def __init__(self) -> None:
        self.detalle, self.avance, self.periodo = DETALLE, AVANCE, PERIODO
        self.trouble: Exception | None = None

    def vm(self, local: LocalTime, *, rates: bool = True) -> DetailVm:
        def avance(_wanted: str) -> Avance:
            if self.trouble:
                raise self.trouble
            return self.avance

        gateway = DetailGateway(
            avance=avance,
            detalle=lambda _wanted: self.detalle,
            periodo=lambda _avance: self.periodo,
            ritmos=(lambda _wanted: RITMOS) if rates else None,
        )
        return DetailVm(gateway, local)


def test_a_band_says_as_much_as_it_knows() -> None:
    band = forecast(DAYS, TODAY, date(2026, 12, 6), 717)
    assert band is not None
    assert band.of == 14
    assert band.days[0] == TODAY
    assert band.low[0] == band.high[0] == 717
    assert band.said == "Al 6 dic 2026: entre 1,200 y 1,400 recibidos."
    assert "últimos 14 completos" in band.method


def test_an_even_pace_has_no_band_to_either_side() -> None:
    even = tuple(DayCount(each.day, 10) for each in DAYS)
    band = forecast(even, TODAY, date(2026, 12, 4), 150)
    assert band is not None
    assert band.low == band.high
    assert band.said == "Al 4 dic 2026: cerca de 250 recibidos."


@given(st.lists(st.integers(0, 10**6), max_size=40), st.integers(-3, 200))
def test_a_band_is_made_only_of_enough_days(counts: list[int], left: int) -> None:
    days = [
        DayCount(TODAY - timedelta(days=len(counts) - each), n) for each, n in enumerate(counts)
    ]
    total = sum(counts)
    band = forecast(days, TODAY, TODAY + timedelta(days=left), total)
    enough = left > 0 and len(counts) >= 7 and any(counts[-14:])
    assert (band is not None) is enough
    if band is not None:
        assert all(total <= low <= high for low, high in zip(band.low, band.high, strict=True))
    assert running(days, 5) == [5 + sum(counts[: at + 1]) for at in range(len(counts))]


def test_the_tables_say_the_same_as_the_picture_and_leave(
    local: LocalTime, settle: Settle, tmp_path: Path
) -> None:
    vm = Answers().vm(local)
    vm.open(FIRST)
    settle()
    assert vm.days[-1] == (TODAY, 717)
    assert vm.tables["dia"].rows[0] == ("2026-11-24", 18, 717)
    assert vm.spread_said == (
        "Cuentan apoyos de 1 de 118 secciones, 2 de 11 municipios y 1 de 1 distrito."
    )
    assert "Del 10 nov 2026 al 24 nov 2026 se recibieron 717 apoyos" in vm.picture_said
    table = vm.tables["municipio"]
    table.export.note_with(lambda _export: None)
    table.export_to(tmp_path / "avance.csv")
    settle()
    rows = list(csv.reader((tmp_path / "avance.csv").read_text("utf-8-sig").splitlines()))
    assert rows[:2] == [["Municipio", "Nombre", "Cuentan"], ["001", "'=MUESTRA", "300"]]


def test_without_days_or_time_there_is_no_band_and_it_is_said(
    local: LocalTime, settle: Settle
) -> None:
    office = Answers()
    office.detalle = AvanceDetalle(
        FIRST, TODAY, 0, DAYS[-3:], DETALLE.municipios, DETALLE.distritos, DETALLE.secciones, ()
    )
    vm = office.vm(local, rates=False)
    vm.open(FIRST)
    settle()
    assert (vm.band, vm.forecast_said) == (None, TOO_FEW)
    assert "ritmo" not in vm.tables
    office.periodo = replace(PERIODO, capture_ends_at=NOW, sending_ends_at=NOW)
    vm.open(FIRST)
    settle()
    assert vm.forecast_said == OVER


@pytest.mark.parametrize(
    "trouble",
    [
        CentralUnreachable(),
        CentralRefused("falla_no_prevista", 500),
        CentralRefused("sesion_vencida", 401),
        CentralRefused("aspirante_cerrado", 409),
    ],
)
def test_trouble_is_said_and_what_was_shown_stays(
    trouble: Exception, local: LocalTime, settle: Settle
) -> None:
    office = Answers()
    vm = office.vm(local)
    office.trouble = trouble
    vm.open(FIRST)
    settle()
    assert vm.trouble is not None
    assert vm.figures is None
    office.trouble = None
    vm.ask_again()
    settle()
    assert vm.trouble is None
    office.trouble = trouble
    vm.open(FIRST)
    settle()
    assert vm.trouble is not None
    assert vm.days[-1] == (TODAY, 717)


def test_nothing_of_one_aspirante_stands_under_another(local: LocalTime, settle: Settle) -> None:
    office = Answers()
    vm = office.vm(local)
    vm.open(FIRST)
    settle()
    office.trouble = CentralUnreachable()
    vm.open("000002")
    settle()
    assert (vm.figures, vm.days, vm.tables["dia"].rows) == (None, (), ())
    assert vm.nothing == "El avance no se pudo leer."
    office.trouble = None
    vm.ask_again()
    assert vm.nothing
    settle()
    assert vm.figures is not None
    assert not vm.nothing


@pytest.mark.parametrize(
    ("of", "said"), [(0, ""), (1, "Del último registro: "), (1_717, "De los últimos 1,717 reg")]
)
def test_rates_say_of_how_many_they_are(
    of: int, said: str, local: LocalTime, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.RITMOS", replace(RITMOS, of=of))
    vm = Answers().vm(local)
    vm.open(FIRST)
    settle()
    assert vm.rates_said.startswith(said)
    assert bool(vm.rates_said) is bool(said)


@pytest.mark.parametrize("look", ["claro", "oscuro"])
def test_the_picture_is_drawn_in_either_theme_and_says_itself(
    look: str, local: LocalTime, qtbot: QtBot, settle: Settle, qapp: QApplication
) -> None:
    vm = Answers().vm(local)
    view = AvanceDetailView(vm, back="avance")
    qtbot.addWidget(view)
    view.resize(1000, 720)
    view.show()
    view.arrive(FIRST)
    settle()
    theme.dress(qapp, dark=look == "oscuro")
    try:
        settle()
        chart = view.findChild(ProgressChart)
        assert chart is not None
        assert "717 apoyos" in chart.accessibleDescription()
        image = chart.grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in (5, 100)}
        assert theme.tokens().card.lower() in colours
        picture_of(view, f"avance_detalle_{look}")
    finally:
        theme.dress(qapp, dark=False)


def test_the_uti_and_the_aspirante_see_the_same_page(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    world = World.made(server)
    tablet = world.tablet()
    tablet.send(tablet.record(), tablet.record())
    give_password(server, FIRST)
    open_account(server, "uti", Role.REGISTRAR)
    sign_in(eyes, server, qtbot, "uti")
    eyes.press("Avance")
    qtbot.waitUntil(lambda: "Ver en detalle" in eyes.controls(), timeout=WAIT)
    eyes.press("FICTICIA, ASPIRA1")
    qtbot.waitUntil(lambda: eyes.shows("2 recibidos en total"), timeout=WAIT)
    eyes.press("Ver en detalle")
    qtbot.waitUntil(lambda: eyes.shows(f"Id Solicitante {FIRST} · "), timeout=WAIT)
    eyes.choose("Tabla", "Rit")
    qtbot.waitUntil(lambda: eyes.shows("Se muestran, no se juzgan."), timeout=WAIT)
    assert not overlapping(eyes)
    eyes.press("Volver al avance")
    qtbot.waitUntil(lambda: "Buscar aspirante" in eyes.controls(), timeout=WAIT)
    eyes.press("Salir de la cuenta")
    qtbot.waitUntil(lambda: eyes.shows("Entre a su cuenta"), timeout=WAIT)
    enter(eyes, qtbot, "aspira1")
    eyes.press("Avance en detalle")
    qtbot.waitUntil(lambda: eyes.shows(f"Id Solicitante {FIRST} · "), timeout=WAIT)
    assert eyes.shows(TOO_FEW)
    assert not eyes.shows("Se muestran, no se juzgan.")
    picture(desk, "avance_detalle_consola")


def test_a_tablet_is_told_by_its_auxiliar_and_a_letter_where_there_are_several() -> None:
    one, other = RITMOS.devices[0], replace(RITMOS.devices[0], device="0" * 16)
    alone = replace(other, auxiliar="000202")
    every = replace(RITMOS, devices=(one, other, alone))
    assert [_tablet(each, every) for each in every.devices] == ["B", "A", "Única"]

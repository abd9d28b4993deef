"""What the clock allows, and how dates and counts are said."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from capture_kiosk import words
from capture_kiosk.device.app_hash import hash_of
from capture_kiosk.device.today import Today
from capture_kiosk.view_models.aviso_vm import sections
from core.domain.proceso.periodo import Window
from core.spanish_dates import moment
from tests.capture_kiosk import world
from tests.fakes.clock import SetClock


def a_today(clock: SetClock) -> Today:
    today = Today(clock)
    today.packet = world.packet()
    return today


def test_capture_closes_at_the_very_instant_of_the_law() -> None:
    clock = SetClock(world.PERIODO.capture_ends_at - timedelta(seconds=1))
    today = a_today(clock)
    vinculo = today.packet.vinculos[0]
    assert today.window(vinculo) is Window.CAPTURE
    clock.forward(timedelta(seconds=1))
    assert today.window(vinculo) is Window.SENDING_ONLY


def test_a_clock_set_back_does_not_open_what_the_server_knew_was_over() -> None:
    today = a_today(SetClock(world.NOW))
    today.bound = world.PERIODO.sending_ends_at + timedelta(hours=1)
    assert today.window(today.packet.vinculos[0]) is Window.CLOSED


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=22, hours=3), "Quedan 22 días"),
        (timedelta(days=1), "Queda 1 día"),
        (timedelta(hours=5), "Quedan 5 horas"),
        (timedelta(minutes=8, seconds=1), "Quedan 9 minutos"),
        (timedelta(seconds=4), "Queda 1 minuto"),
    ],
)
def test_what_is_left_is_said_in_its_largest_unit(left: timedelta, said: str) -> None:
    assert words.remaining(left) == said


def test_dates_and_hours_are_those_of_the_state() -> None:
    assert moment(world.NOW, ZoneInfo("America/Mexico_City")) == "24 nov 2026, 10:42"


def test_a_notice_is_parted_at_its_blank_lines() -> None:
    parts = sections(world.NOTICE)
    assert [part.title for part in parts][:2] == ["Qué se guarda", "Para qué"]
    assert parts[-1].last
    assert sections("Un solo texto.")[0].title == ""


@pytest.mark.parametrize("part", ["capture_kiosk", "core", "resources"])
def test_one_comment_more_anywhere_changes_the_hash_of_the_app(tmp_path: Path, part: str) -> None:
    for each in ("capture_kiosk", "core", "resources", "core/training", "resources/manual"):
        (tmp_path / each).mkdir()
    code = tmp_path / part / "a.py"
    code.write_text("x = 1\n")
    before = hash_of(tmp_path)
    (tmp_path / part / "__pycache__").mkdir()
    (tmp_path / part / "__pycache__" / "a.pyc").write_bytes(b"cache")
    (tmp_path / "core/training/a.py").write_text("x = 2\n")
    (tmp_path / "resources/manual/a.md").write_text("no tablet runs it\n")
    assert hash_of(tmp_path) == before
    code.write_text("x = 1  # one comment more\n")
    assert hash_of(tmp_path) != before

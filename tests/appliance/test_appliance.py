"""The command of the unit in a real compositor: a finger, a quarter turn, a kill, no shell."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.appliance import unit
from tests.appliance.appliance import SIZE, Appliance
from tests.appliance.conftest import COMPOSITORS, hears_a_finger, lacks

TURNED = (SIZE[1], SIZE[0])
BACK_S = 3
"""Seconds; `make bench` measures kiosk.back."""
SHELLS = {"sh", "dash", "bash", "zsh", "fish", "weston-terminal"}


@pytest.fixture(params=COMPOSITORS)
def compositor(request: pytest.FixtureRequest) -> str:
    """Return the name of a compositor, in the long run alone.

    Beside two other processes of tests Weston once drew nothing for 40 s: not understood yet.
    """
    if not request.config.getoption("--soak"):
        pytest.skip("`make soak` opens it in its compositors")
    name = str(request.param)
    if missing := lacks(name):
        pytest.skip(f"needs {', '.join(missing)}")
    return name


@pytest.fixture
def appliance(tmp_path: Path, compositor: str) -> Iterator[Appliance]:
    made = Appliance(tmp_path, compositor)
    yield made
    made.close()


def test_a_finger_on_the_glass_works_the_app(appliance: Appliance, compositor: str) -> None:
    if not hears_a_finger(compositor):
        pytest.skip("this cage ends no touch: apoyo-kiosk-debian-12.conf")
    appliance.start()
    assert appliance.shows("activacion")
    assert appliance.told["platform"] == "wayland"
    assert appliance.is_wide(SIZE)
    assert appliance.is_drawn()
    appliance.touch("Escribir dirección y código")
    assert appliance.has("Dirección del servidor")
    for letter in "apoyo":
        appliance.touch(letter)
    assert appliance.says("Dirección del servidor", "apoyo"), appliance.told


def test_one_that_is_killed_is_back_with_its_page_and_there_is_no_shell(
    appliance: Appliance,
) -> None:
    appliance.start(told=False)
    assert appliance.is_drawn()
    assert not {each.name() for each in appliance.family()} & SHELLS
    appliance.app().kill()
    assert appliance.has_ended(), "the compositor stays without its app"
    assert appliance.is_dark()
    time.sleep(unit.pause())  # noqa: TID251  as systemd waits
    appliance.start(told=False)
    assert appliance.is_drawn()


@pytest.mark.parametrize("compositor", ["cage"], indirect=True)
def test_what_the_settings_turn_is_turned_for_the_app_and_for_the_finger(
    appliance: Appliance, compositor: str
) -> None:
    appliance.start(turned=True)
    assert appliance.shows("activacion")
    assert appliance.is_drawn()
    assert appliance.is_wide(TURNED)
    if hears_a_finger(compositor):
        appliance.touch("Escribir dirección y código")
        assert appliance.has("Dirección del servidor")


def test_the_unit_starts_it_again_always_and_waits_for_no_app_that_hangs() -> None:
    rules = unit.settings()
    assert (rules["Restart"], rules["StartLimitIntervalSec"]) == (["always"], ["0"])
    assert unit.pause() <= BACK_S / 2  # the page takes the rest: measured on a quiet machine alone
    assert float(rules["TimeoutStopSec"][0]) < BACK_S


def test_the_unit_opens_no_console_and_gives_no_shell() -> None:
    rules = unit.settings()
    text = (unit.DEPLOY / "apoyo-kiosk.service").read_text("utf-8")
    assert " -s " not in rules["ExecStart"][0].partition(" -- ")[0]
    assert "--shell /usr/sbin/nologin" in text
    assert rules["Conflicts"] == ["getty@tty1.service"]
    assert "vt-switching=false" in (unit.DEPLOY / "apoyo-kiosk-weston.ini").read_text("utf-8")

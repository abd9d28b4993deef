"""Two taps, a turned tablet and a kill, on every page; a page that no journey has fails.

What is held back stays so for good here, so that nothing hangs on how busy the machine is.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.domain.credencial.lectura import Family, SideJudgement, SideName
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.journeys import (
    JOURNEYS,
    PICTURES,
    REFUSED,
    Journey,
    Step,
    activation,
    judged,
)
from tests.capture_kiosk.test_nothing_unseen import ANSWERS, NEVER_MS
from tests.capture_kiosk.test_pages_fit import faults
from tests.central_server import Central

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
USUAL, TURNED = (600, 1024), (1024, 600)
SIZES = (USUAL, (1280, 800), (360, 720))
TAPPED = [
    pytest.param(name, size, id=f"{name}-{size[0]}x{size[1]}")
    for name in JOURNEYS
    for size in SIZES
]
APART_MS = (80, 150, 300, 500)
_SLACK = 12
_CHANGES_BY_ITSELF = frozenset({"prueba", "frente", "reverso", "rostro", "renovar", "inicio"})
"""Pages whose words follow a camera, a test or a clock."""
_OF_THE_WAY = frozenset({"Buscando red", "Sin red"})
"""What stands for the network, which is looked for meanwhile."""
_SHUTTER = "Tomar foto"
"""Always there, never disabled."""
_UNDER_WAY = frozenset({"Esperando la cámara…", "Consultando…"})
"""What a page says until what it asked for comes; it would change between two looks."""


@pytest.fixture(params=JOURNEYS)
def journey(request: pytest.FixtureRequest) -> Journey:
    return JOURNEYS[request.param]


def test_every_page_has_a_step(shop: Shop) -> None:
    opened = shop.open()
    opened.unlock()
    kiosk = opened.kiosk
    pages = {
        (False, name)
        for name in (*kiosk._pages.by_name, *kiosk._later("datos"), *kiosk._later("prueba"))
    }
    kiosk.practise()
    practice = kiosk._practice.made
    assert practice is not None
    pages |= {(True, name) for name in practice._pages}
    stepped = {(each.practice, step.page) for each in JOURNEYS.values() for step in each.steps}
    assert pages - stepped == {(False, "activacion")}, "of `activation`, which needs a server"


def act_twice(opened: Opened, step: Step, apart_ms: int) -> None:
    """Tap an act and, so long after, again in the same place, whatever stands there by then.

    And once more when what it leads to is in sight. Its acts are held back all that while.
    """
    eyes = opened.eyes
    eyes.wait(lambda: step.act in eyes.names() and eyes.enabled(step.act), f"{step.act}, activo")
    eyes.into_view(step.act)
    stood = eyes.rect(step.act)
    seen = {name: eyes.rect(name) for name in set(ANSWERS) & set(eyes.names())}
    eyes.evaluate(f"Pace.hold = {NEVER_MS}")
    eyes.tap(stood.center())
    eyes.qtbot.wait(apart_ms)
    eyes.tap(stood.center())
    eyes.find(step.comes)
    eyes.painted()
    place = opened.page, opened.kiosk._flow.step
    for answer in set(ANSWERS) & set(eyes.names()) - {step.act}:
        known = place[0] == step.page and seen.get(answer) == eyes.rect(answer)
        assert known or not eyes.enabled(answer), answer
        assert not stood.intersects(eyes.rect(answer)), f"{answer} after {step.act}"
    eyes.tap(stood.center())
    eyes.painted()
    left = f"a second tap on «{step.act}» left «{step.comes}»"
    assert step.comes in eyes.names(), left
    assert place == (opened.page, opened.kiosk._flow.step), left
    eyes.evaluate("Pace.hold = 1")


def tapped_twice(journey: Journey, opened: Opened, apart_ms: int) -> None:
    for step in journey.walked(opened):
        act_twice(opened, step, apart_ms)


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("name", "size"), TAPPED)
@pytest.mark.parametrize("apart_ms", APART_MS)
def test_two_taps_on_an_act_of_any_page_do_one_thing(
    shop: Shop, blank: Path, apart_ms: int, name: str, size: tuple[int, int]
) -> None:
    tapped_twice(JOURNEYS[name], JOURNEYS[name].opened(shop, blank, size), apart_ms)


@SQLITE
@pytest.mark.sampled(1)
@pytest.mark.parametrize("apart_ms", APART_MS)
def test_two_taps_of_an_activation_do_one_thing(
    central: Central, shop: Shop, blank: Path, apart_ms: int
) -> None:
    journey = activation(central)
    tapped_twice(journey, journey.opened(shop, blank, USUAL), apart_ms)


def test_the_shutter_answers_from_the_first_moment_on_where_the_last_one_stood(
    shop: Shop, blank: Path
) -> None:
    """A side is taken where the other one was, a while before: that is no second of two taps."""
    right = SideJudgement(None, SideName.FRONT, Family.EF, ())
    journey = replace(JOURNEYS["pictures"], steps=PICTURES[:3])
    opened = journey.opened(shop, blank, USUAL)
    eyes = opened.eyes
    for step in journey.walked(opened):
        eyes.press(step.act)
        eyes.find(step.comes)
    judged(right)(opened)
    eyes.evaluate(f"Pace.hold = {NEVER_MS}")
    eyes.press(_SHUTTER)
    eyes.find("Reverso de la credencial")
    judged(REFUSED, "reverso")(opened)
    eyes.evaluate(f"Pace.lastAt = Date.now() - {NEVER_MS}")
    eyes.press(_SHUTTER)
    eyes.find("Usar de todos modos")


def turn(opened: Opened, size: tuple[int, int]) -> None:
    window = opened.eyes.window
    window.resize(*size)
    opened.eyes.wait(lambda: (window.width(), window.height()) == size, f"{size}")
    opened.eyes.painted()


def turned(journey: Journey, opened: Opened) -> list[str]:
    """Turn the tablet on each page and back; return what is cut or small when it lies."""
    found, eyes = [], opened.eyes
    for step in journey.walked(opened):
        eyes.wait(lambda act=step.act: act in eyes.names() and eyes.enabled(act), step.act)
        eyes.wait(lambda: not _UNDER_WAY & set(eyes.names()), "lo que se espera")
        before, stood = set(eyes.names()) - _OF_THE_WAY, eyes.rect(step.act)
        eyes.evaluate(f"Pace.hold = {NEVER_MS}")
        turn(opened, TURNED)
        assert opened.page == step.page
        found += faults(opened)
        now = eyes.rect(step.act)
        moved = (now.center() - stood.center()).manhattanLength() > 2 * _SLACK
        held = step.act == _SHUTTER or not eyes.enabled(step.act)
        assert held or not moved, f"{step.act} on {step.page}"
        turn(opened, USUAL)
        if step.page not in _CHANGES_BY_ITSELF:
            assert set(eyes.names()) - _OF_THE_WAY == before, f"{step.page} lost something"
        eyes.evaluate("Pace.hold = 1")
        turn(opened, TURNED)
        turn(opened, USUAL)
        eyes.wait(lambda act=step.act: act in eyes.names() and eyes.enabled(act), step.act)
        eyes.stands(step.act)
        eyes.press(step.act)
        eyes.find(step.comes)
    return found


@pytest.mark.sampled(1)
def test_a_tablet_that_is_turned_on_any_page_keeps_it_and_what_was_written(
    shop: Shop, blank: Path, journey: Journey
) -> None:
    found = turned(journey, journey.opened(shop, blank, USUAL))
    assert not found, "\n".join(["", *dict.fromkeys(found)])


@SQLITE
def test_a_tablet_that_is_turned_while_it_is_activated_keeps_its_page(
    central: Central, shop: Shop, blank: Path
) -> None:
    journey = activation(central)
    found = turned(journey, journey.opened(shop, blank, USUAL))
    assert not found, "\n".join(["", *dict.fromkeys(found)])


def _if_there(source: str, copy: str) -> None:
    """Copy a file of a tablet that goes on; one that was half written may have its name by now."""
    with suppress(FileNotFoundError):
        shutil.copy2(source, copy)


@pytest.fixture
def killed(qtbot: QtBot, tmp_path: Path) -> Callable[[Journey, Opened, Shop], None]:
    """Return what walks a journey, keeps the disk as a kill on each page leaves it, and reopens."""

    def walk(journey: Journey, opened: Opened, shop: Shop) -> None:
        left: list[tuple[Step, Path]] = []
        for step in journey.walked(opened):
            if step.page not in {each.page for each, _ in left} or step.lands != left[-1][0].lands:
                folder = tmp_path / f"muerta{len(left)}"
                shutil.copytree(opened.data, folder / "kiosk", copy_function=_if_there)
                left.append((step, folder))
            opened.eyes.press(step.act)
            opened.eyes.find(step.comes)
        shop.close()
        for step, folder in left:
            lands(step, Shop(qtbot, folder))

    return walk


def lands(step: Step, shop: Shop) -> None:
    """Open what a kill on this page left: where the person lands, and that it says what is true."""
    saved = len(list((shop.folder / "kiosk" / "queue").glob("*.sobre")))
    opened = shop.open(activated=False)
    try:
        eyes = opened.eyes
        eyes.wait(lambda: opened.page == step.lands, f"{step.page} → {step.lands}")
        if step.lands == "contrasena":
            eyes.wait(lambda: eyes.shows("Lo que no se guardó no quedó en ella"), "qué quedó")
            eyes.find("Contraseña")
            eyes.type(world.PASSWORD)
            eyes.press("Abrir la app")
            eyes.wait(lambda: opened.page in {"inicio", "aviso_propio"}, "adentro")
            assert opened.kiosk._flow.step is None
            assert len(opened.kiosk._tablet.kept().waiting) == saved
    finally:
        shop.close()


@pytest.mark.sampled(1)
def test_whoever_is_killed_on_any_page_lands_where_it_is_said(
    shop: Shop, blank: Path, journey: Journey, killed: Callable[[Journey, Opened, Shop], None]
) -> None:
    killed(journey, journey.opened(shop, blank, USUAL), shop)


@SQLITE
def test_whoever_is_killed_while_activating_lands_where_it_is_said(
    central: Central,
    shop: Shop,
    blank: Path,
    killed: Callable[[Journey, Opened, Shop], None],
) -> None:
    journey = activation(central)
    killed(journey, journey.opened(shop, blank, USUAL), shop)

"""The look of the tablet: the colours of both themes, one tap for the sun, larger letters, kept."""

import re
from dataclasses import asdict
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtGui import QGuiApplication

import capture_kiosk
from capture_kiosk.device.appearance import Appearance
from capture_kiosk.device.appearance_file import AppearanceFile
from capture_kiosk.view_models.look_vm import LookVm
from core.errors import MachineTrouble
from core.qt_support.tokens import LIGHT, OUTDOOR
from core.tablet import durable
from tests.capture_kiosk.closing import finish
from tests.capture_kiosk.conftest import Shop
from tests.capture_kiosk.eyes import PATIENCE_S

THEME = Path(capture_kiosk.__file__).parent / "qml" / "Theme.qml"
COLOUR = re.compile(
    r'readonly property color (\w+): (?:outdoor \? "(#[0-9A-F]{6})" : )?"(#[0-9A-F]{6})"'
)
NAMED_ELSE = {"accentText": "on_accent"}
ALONE = frozenset({"cameraGround", "cameraWords", "cameraGood", "cameraGoodGround"})
"""The desk has no camera, and the sun does not change it."""
SUN = "Tema para exteriores"


def token(name: str) -> str:
    return NAMED_ELSE.get(name, re.sub(r"[A-Z]", lambda big: f"_{big[0].lower()}", name))


def test_both_themes_are_those_of_the_tokens() -> None:
    found = [each for each in COLOUR.findall(THEME.read_text("utf-8")) if each[0] not in ALONE]
    assert {token(name): light for name, _, light in found} == asdict(LIGHT)
    assert {token(name): sun or light for name, sun, light in found} == asdict(OUTDOOR)


def test_one_tap_is_for_the_sun_and_the_next_start_remembers(shop: Shop) -> None:
    opened = shop.open()
    opened.eyes.find("Contraseña")
    assert opened.eyes.evaluate("Theme.outdoor") is False
    opened.eyes.press(SUN)
    assert opened.eyes.evaluate("Theme.paper.toString()") == "#ffffff"
    opened.unlock()
    opened.eyes.press("Letra más grande")
    opened.eyes.press("Letra más grande")
    assert opened.eyes.evaluate("Theme.sizeText") == 28
    finish()
    shop.close()
    again = shop.open()
    again.eyes.find("Contraseña")
    assert again.eyes.evaluate("[Theme.outdoor, Theme.letters].join()") == "true,1.5"
    again.eyes.press(SUN)
    finish()
    assert AppearanceFile(again.data / "apariencia").chosen == Appearance(letters=150)


def test_a_small_window_has_its_largest_letters_and_then_the_usual_ones(shop: Shop) -> None:
    opened = shop.open(size=(360, 720))
    opened.unlock()
    for _ in range(2):
        opened.eyes.press("Letra más grande")
    assert opened.eyes.evaluate("Theme.textScale") == 1.5
    opened.eyes.press("Letra normal")
    assert opened.eyes.evaluate("Theme.textScale") == 1


def test_a_tablet_closed_at_once_has_kept_the_last_choice(
    qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, really = Event(), durable.write

    def slowly(path: Path, content: bytes) -> None:
        assert written.wait(PATIENCE_S)
        really(path, content)

    monkeypatch.setattr(durable, "write", slowly)
    look = LookVm(AppearanceFile(tmp_path / "apariencia"), qapp)
    for letters in (1.25, 1.5, 1.0, 1.75):
        look.keep(True, letters)  # noqa: FBT003  as QML calls it
    written.set()
    finish()
    assert AppearanceFile(tmp_path / "apariencia").chosen == Appearance(outdoor=True, letters=175)


def test_a_full_disk_leaves_the_choice_for_this_session_and_the_next_choice_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, really = AppearanceFile(tmp_path / "apariencia"), durable.write

    def full(_path: Path, _content: bytes) -> None:
        raise MachineTrouble

    file.choose(Appearance(outdoor=True))
    monkeypatch.setattr(durable, "write", full)
    file.keep()
    assert file.chosen == Appearance(outdoor=True)
    assert AppearanceFile(tmp_path / "apariencia").chosen == Appearance()
    monkeypatch.setattr(durable, "write", really)
    file.keep()
    assert AppearanceFile(tmp_path / "apariencia").chosen == Appearance(outdoor=True)


def test_a_file_that_says_nothing_is_the_usual_look(tmp_path: Path) -> None:
    path = tmp_path / "apariencia"
    assert AppearanceFile(path).chosen == Appearance()
    for content in (b"", b"exterior", b"exterior mucho", b"\xff\xfe", b"a b c"):
        path.write_bytes(content)
        assert AppearanceFile(path).chosen == Appearance()
    path.write_bytes(b"exterior 900")
    assert AppearanceFile(path).chosen == Appearance(outdoor=True, letters=200)

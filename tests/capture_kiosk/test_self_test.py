"""The self-test of a morning: each thing that can fail is told, and only what stops a day does."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, current_thread, main_thread

import numpy as np
import pytest

from capture_kiosk.device import self_test
from capture_kiosk.device.camera_check import MEASURED_S, CameraMeasure
from capture_kiosk.device.checks import (
    Grade,
    Trial,
    battery_check,
    clock_check,
    is_fit,
    server_check,
)
from capture_kiosk.device.self_test import SLOW_S, MachineChecks
from capture_kiosk.device.self_test_log import SelfTestLog
from capture_kiosk.device.tablet import Tablet
from capture_kiosk.errors import CameraMissing
from capture_kiosk.sending.sending_flow import Network
from capture_kiosk.view_models.prueba_vm import PruebaVm
from core.domain.apoyos.apoyo import FrameSourceKind
from core.errors import MachineTrouble, ReadingFailed
from core.tablet import durable
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.fakes.clock import SetClock

DAY = date(2026, 11, 24)


class Reads:
    """A reader that takes as long as asked, or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.forgotten = 0

    def judging(self, frame: bytes, side: object) -> Callable[[], object]:
        def work() -> object:
            if self.error:
                raise self.error
            return frame, side

        return work

    def forget(self) -> None:
        self.forgotten += 1


def machine(folder: Path, reader: Reads, seconds: float = 1.0, **more: object) -> MachineChecks:
    moments = iter([0.0, seconds])
    clock = SetClock(world.NOW)
    data = folder / "kiosk"
    if not data.exists():
        world.activated(data, clock, world.packet())
    tablet = Tablet(data, clock, lambda: "0" * 64, FrameSourceKind.FILE)
    return MachineChecks(
        tablet, reader, data, lambda: b"jpeg", folder / "sin", lambda: next(moments), **more
    )  # type: ignore[arg-type]


def by_name(checks: tuple[Trial, ...]) -> dict[str, Trial]:
    return {check.name: check for check in checks}


def test_a_tablet_that_lacks_nothing_is_fit(tmp_path: Path) -> None:
    reader = Reads()
    checks = machine(tmp_path, reader)()
    assert [check.name for check in checks] == [
        "Lectura",
        "Espacio",
        "Batería",
        "Llavero",
        "Guardados",
    ]
    assert is_fit(checks)
    assert reader.forgotten == 1


def test_a_slow_reader_is_a_doubt_and_one_that_fails_is_not_fit(tmp_path: Path) -> None:
    slow = by_name(machine(tmp_path, Reads(), SLOW_S + 1)())["Lectura"]
    assert slow.grade is Grade.DOUBT
    assert slow.todo
    broken = machine(tmp_path, Reads(ReadingFailed()))()
    assert by_name(broken)["Lectura"].grade is Grade.BAD
    assert not is_fit(broken)


@pytest.mark.parametrize(
    ("free", "grade"), [(50, Grade.BAD), (300, Grade.DOUBT), (900, Grade.GOOD)]
)
def test_the_disk(tmp_path: Path, free: int, grade: Grade, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = machine(tmp_path, Reads())
    usage = type("Usage", (), {"free": free * 1_000_000})()
    monkeypatch.setattr(self_test.shutil, "disk_usage", lambda _: usage)
    assert by_name(checks())["Espacio"].grade is grade


def test_a_key_that_does_not_read_is_not_fit(tmp_path: Path) -> None:
    checks = machine(tmp_path, Reads())
    for token in (tmp_path / "kiosk" / "identity").glob("*.token"):
        token.unlink()
    assert by_name(checks())["Llavero"].grade is Grade.BAD


def test_a_damaged_record_is_told(tmp_path: Path) -> None:
    checks = machine(tmp_path, Reads())
    name = f"{1:08d}-{'a' * 32}-{'b' * 64}.sobre"
    (tmp_path / "kiosk" / "queue" / name).write_bytes(b"nada")
    said = by_name(checks())["Guardados"]
    assert said.grade is Grade.DOUBT
    assert said.said == "1 registro dañado."


@pytest.mark.parametrize(
    ("level", "status", "grade"),
    [
        ("5", "Discharging", Grade.BAD),
        ("5", "Charging", Grade.GOOD),
        ("20", "Discharging", Grade.DOUBT),
        ("80", "Discharging", Grade.GOOD),
        ("x", "", Grade.GOOD),
    ],
)
def test_the_battery(tmp_path: Path, level: str, status: str, grade: Grade) -> None:
    (tmp_path / "BAT0").mkdir()
    (tmp_path / "BAT0" / "capacity").write_text(level + "\n")
    (tmp_path / "BAT0" / "status").write_text(status + "\n")
    assert battery_check(tmp_path).grade is grade


def looked_at(frame: np.ndarray, times: float) -> CameraMeasure:
    measure = CameraMeasure()
    for _ in range(int(times)):
        measure.look(frame)
    return measure


def test_the_camera_is_told_by_its_rate_and_its_sharpness() -> None:
    sharp = np.random.default_rng(1).integers(0, 255, (480, 640, 3), np.uint8)
    blank = np.full((480, 640, 3), 120, np.uint8)
    assert looked_at(sharp, 15 * MEASURED_S).check(is_camera=True).grade is Grade.GOOD
    assert looked_at(sharp, 3 * MEASURED_S).check(is_camera=True).grade is Grade.DOUBT
    assert looked_at(blank, 15 * MEASURED_S).check(is_camera=True).grade is Grade.DOUBT
    assert looked_at(blank, 0).check(is_camera=True).grade is Grade.BAD
    assert looked_at(blank, 1).check(is_camera=False).grade is Grade.GOOD


def test_clock_and_server_never_keep_a_tablet_at_home() -> None:
    checks = (clock_check("Dice las 3."), *(server_check(each) for each in Network))
    assert is_fit(checks)
    assert [check.grade is Grade.GOOD for check in checks].count(True) == 1


def test_the_day_is_kept_over_a_restart(tmp_path: Path) -> None:
    log = SelfTestLog(tmp_path / "prueba")
    assert "Hoy no se ha probado" in log.said(DAY)
    log.note(DAY, fit=False)
    log.keep()
    assert SelfTestLog(tmp_path / "prueba").said(DAY) == "Probada hoy: no apta."
    assert "Hoy no se ha probado" in log.said(date(2026, 11, 25))


def test_the_page_says_one_word(shop: Shop, blank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrote, really = [], durable.write

    def noted(path: Path, content: bytes) -> None:
        wrote.append((path.name, current_thread() is main_thread()))
        really(path, content)

    opened = open_test(shop, blank)
    monkeypatch.setattr(durable, "write", noted)
    opened.eyes.wait(lambda: opened.eyes.shows("Apta"), "veredicto")
    names = opened.eyes.names()
    assert names.index("Servidor") < names.index("Cámara"), "what needs an act stands first"
    assert "Lectura" in names
    opened.eyes.press("Regresar")
    opened.eyes.wait(lambda: opened.eyes.shows("Probada hoy: apta."), "nota")
    shop.close()
    assert wrote == [("prueba", False)], "kept, and the window did not wait for the disk"


def test_it_can_be_left_and_what_it_finds_then_is_let_go(shop: Shop, blank: Path) -> None:
    opened = open_test(shop, blank)
    assert opened.eyes.shows("Probando…")
    opened.eyes.press("Regresar")
    opened.eyes.find("Captar un apoyo")
    opened.eyes.qtbot.wait(int(MEASURED_S * 1000) + 500)
    assert opened.eyes.shows("Hoy no se ha probado")
    assert opened.page == "inicio"


def test_a_test_that_was_left_and_fails_later_says_nothing_of_the_next(
    shop: Shop, blank: Path
) -> None:
    opened = open_test(shop, blank)
    page = opened.kiosk.window.page_of("prueba")
    assert isinstance(page, PruebaVm)
    page._run += 1  # what this first one finds is let go
    late, now = Event(), Event()

    def fails() -> Sequence[Trial]:
        late.wait(180)
        raise MachineTrouble({"detail": "disco ficticio"})

    def finds() -> Sequence[Trial]:
        now.wait(180)
        return (Trial("Lectura", Grade.GOOD, "Bien."),)

    for machine in (fails, finds):
        page._test = replace(page._test, machine=machine)
        page.again()
    late.set()
    opened.eyes.qtbot.wait(200)
    assert page._found is None
    now.set()
    opened.eyes.wait(lambda: opened.eyes.shows("Apta"), "veredicto")
    assert not opened.eyes.shows("Equipo")


def test_a_tablet_without_a_picture_is_not_fit(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, blank: Path
) -> None:
    opened = shop.open()
    opened.unlock()

    def missing(_: object) -> None:
        raise CameraMissing

    monkeypatch.setattr(type(opened.kiosk._camera._source), "open", missing)
    opened.eyes.press("Probar la tableta")
    opened.eyes.wait(lambda: opened.eyes.shows("No apta"), "veredicto")
    assert opened.eyes.shows("No da imagen.")
    del blank


def open_test(shop: Shop, picture: Path) -> Opened:
    opened = shop.open()
    opened.unlock()
    opened.show(picture)
    opened.eyes.press("Probar la tableta")
    opened.eyes.find("Prueba de la tableta")
    return opened

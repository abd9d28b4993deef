"""The program as a process: its hash, one at a time, ending without a trace."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import shiboken6
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from capture_kiosk import main
from capture_kiosk.cameras import several
from capture_kiosk.cameras.source import has_camera
from capture_kiosk.device.app_hash import app_hash
from core.settings.kiosk import KioskSettings
from core.settings.program import SettingWrong
from core.tablet import lock
from core.tablet.errors import AlreadyOpen
from tests.capture_kiosk import world
from tests.capture_kiosk.eyes import Eyes
from tests.fakes.clock import SetClock

ROOT = Path(__file__).resolve().parents[2]
OF_A_THREAD = ("QObject::", "QThread:", "QBasicTimer")
"""How Qt begins what it says of a thread or a timer that was ended from elsewhere."""
NO_WINDOW = """
import sys
from capture_kiosk import main

def broken(kiosk):
    raise RuntimeError("ventana de muestra")

main.open_window = broken
main.main(sys.argv)
"""


DEMO = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from capture_kiosk import main
from capture_kiosk.kiosk import Kiosk

begin = Kiosk.practise

def practise(kiosk, **how):
    begin(kiosk, **how)
    print("practica", how["no_camera"], kiosk.window.shown, flush=True)

Kiosk.practise = practise
main.has_camera = lambda _: sys.argv[1] == "con"
started = Kiosk.start

def start(kiosk):
    started(kiosk)
    QTimer.singleShot(0, QCoreApplication.quit)

Kiosk.start = start
sys.exit(main.main(sys.argv))
"""


def environment(folder: Path, **changes: str) -> dict[str, str]:
    lens = folder / "lente"
    lens.mkdir(exist_ok=True)
    return {
        **os.environ,
        "APOYO_DATA": str(folder / "kiosk"),
        "APOYO_CAMERA": f"file:{lens}",
        "HOME": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        **changes,
    }


def kiosk(folder: Path, *arguments: str, **changes: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "capture_kiosk", *arguments],
        cwd=ROOT,
        env=environment(folder, **changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_hash_is_printed_and_nothing_is_opened(tmp_path: Path) -> None:
    said, _ = kiosk(tmp_path, "--hash").communicate(timeout=180)
    assert said.strip() == app_hash()
    assert not (tmp_path / "kiosk").exists()


def test_a_second_program_on_the_same_folder_says_so_in_one_line(tmp_path: Path) -> None:
    handle = lock.hold(tmp_path / "kiosk")
    process = kiosk(tmp_path)
    _, said = process.communicate(timeout=180)
    os.close(handle)
    assert process.returncode == 1
    assert len(said.strip().splitlines()) == 1


def test_a_camera_that_nobody_knows_is_named(tmp_path: Path) -> None:
    process = kiosk(tmp_path, APOYO_CAMERA="vhs:1")
    _, said = process.communicate(timeout=180)
    assert process.returncode == 1
    assert "vhs:1" in said


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [("queue", "Este equipo"), ("setting", "cover_after_s")],
)
def test_what_keeps_it_from_opening_is_one_sentence(tmp_path: Path, spoilt: str, said: str) -> None:
    if spoilt == "queue":
        (tmp_path / "kiosk").mkdir()
        (tmp_path / "kiosk" / "queue").write_bytes(b"")
    changes = {"APOYO_COVER_AFTER_S": "pronto"} if spoilt == "setting" else {}
    process = kiosk(tmp_path, **changes)
    _, told = process.communicate(timeout=180)
    assert process.returncode == 1
    assert len(told.strip().splitlines()) == 1, told
    assert said in told
    assert "pronto" not in told


def test_a_file_of_settings_that_does_not_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "kiosk.toml"
    monkeypatch.setitem(KioskSettings.model_config, "toml_file", str(place))
    for content in (b"cover_after_s = ", b"\xff\xfe"):
        place.write_bytes(content)
        with pytest.raises(SettingWrong) as wrong:
            KioskSettings.read()
        assert wrong.value.facts == {"setting": str(place)}


def test_a_person_sees_why_it_did_not_open(qtbot: QtBot) -> None:
    engine = main.open_refusal(AlreadyOpen())
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    eyes = Eyes(window, qtbot)
    said = eyes.said("La app ya está abierta con estos mismos datos.")
    assert said.startswith("Use la que está abierta")
    with qtbot.waitSignal(engine.quit):
        eyes.press("Cerrar")
    shiboken6.delete(engine)


def wait_for(path: Path) -> None:
    """Wait until the program made a folder: it listens to signals by then."""
    for _ in range(600):
        if path.exists():
            return
        time.sleep(0.05)  # noqa: TID251  another process is waited for
    pytest.fail(f"{path.name} never came")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to(tmp_path: Path, how: signal.Signals) -> None:
    process = kiosk(tmp_path)
    wait_for(tmp_path / "kiosk" / "queue")
    assert psutil.Process(process.pid).rlimit(psutil.RLIMIT_CORE) == (0, 0)
    process.send_signal(how)
    _, said = process.communicate(timeout=180)
    assert process.returncode == 0, said
    assert not any(word in said for word in OF_A_THREAD), said
    assert not list(tmp_path.rglob("*.partial"))


def test_a_window_that_fails_ends_the_camera_too(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", NO_WINDOW],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert "ventana de muestra" in process.stderr
    assert process.returncode == 1, process.stderr
    assert not any(word in process.stderr for word in OF_A_THREAD), process.stderr


@pytest.mark.parametrize(
    ("camera", "tablet", "said"),
    [("sin", "nueva", "practica True inicio"), ("con", "nueva", ""), ("sin", "activada", "")],
)
def test_demo_begins_a_practice_only_without_camera_and_without_auxiliar(
    tmp_path: Path, camera: str, tablet: str, said: str
) -> None:
    if tablet == "activada":
        world.activated(tmp_path / "kiosk", SetClock(world.NOW), world.packet())
    process = subprocess.run(
        [sys.executable, "-c", DEMO, camera, "--demo"],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert process.stdout.strip() == said
    assert not any(word in process.stderr for word in OF_A_THREAD), process.stderr


def test_a_camera_is_there_where_the_kernel_shows_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(several, "plugged_in", tuple)
    assert not has_camera("opencv:0")
    monkeypatch.setattr(several, "plugged_in", lambda: ("2",))
    assert has_camera("opencv:0")
    assert has_camera("file:/x")

"""The program as a process: its hash, one at a time, ending without a trace."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from capture_kiosk.device.app_hash import app_hash
from core.tablet import lock

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

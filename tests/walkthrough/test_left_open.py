"""`make run PLAY=1` asks for its display first, and what it leaves open ends with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.walkthrough import play
from tests.walkthrough.left_open import display_trouble, shown, until_closed
from tests.walkthrough.processes import Supervisor
from tests.walkthrough.report import Report
from tests.walkthrough.stage import REPOSITORY

OWN = {"HOME": "/home/muestra", "DISPLAY": ":7", "PATH": "/bin", "QT_SCALE_FACTOR": "2"}
HOLDS_A_SLOW_PROGRAM = """
import signal, sys, time
from pathlib import Path
from tests.walkthrough.processes import Supervisor
signal.signal(signal.SIGINT, signal.default_int_handler)  # as the play does
slow = "import signal, sys, time; late = lambda *_: (time.sleep(1.5), sys.exit())\\n"
slow += "signal.signal(signal.SIGTERM, late); print('listo', flush=True); time.sleep(99)"
with Supervisor(Path(sys.argv[1])) as supervisor:
    program = supervisor.start("lento", [sys.executable, "-c", slow], {})
    while "listo" not in program.log.read_text():
        time.sleep(0.02)
    print(program.pid, flush=True)
    time.sleep(99)
"""


def test_an_app_gets_the_display_and_what_qt_was_told(tmp_path: Path) -> None:
    assert shown(OWN) == {"DISPLAY": ":7", "QT_SCALE_FACTOR": "2"}
    (tmp_path / ".Xauthority").touch()
    own = OWN | {"HOME": str(tmp_path)}
    assert shown(own)["XAUTHORITY"] == str(tmp_path / ".Xauthority")
    assert shown(own | {"XAUTHORITY": "/run/otra"})["XAUTHORITY"] == "/run/otra"


@pytest.mark.parametrize(
    "own",
    [
        {"XAUTHORITY": "/run/una"},
        {"DISPLAY": ""},
        {"DISPLAY": ":7", "QT_QPA_PLATFORM": "offscreen"},
        {"DISPLAY": ":987", "PATH": "/bin"},
    ],
)
def test_where_no_window_can_be_shown_it_is_said(own: dict[str, str]) -> None:
    assert "necesita una pantalla" in display_trouble(own)


def test_without_a_display_nothing_is_played(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(play, "new_run", lambda *_: pytest.fail("it began to play"))
    assert play.main(["--play"]) == 2
    assert "pantalla" in capsys.readouterr().err


def test_the_libraries_of_a_window_are_asked_for_before_the_play() -> None:
    said = subprocess.run(
        ["make", "-n", "run", "PLAY=1"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    assert 0 < said.index("xcb.sh") < said.index("walkthrough.play")


def test_it_waits_until_both_are_closed_and_tells_of_the_one_that_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Supervisor(tmp_path) as supervisor:
        opened = [
            supervisor.start(name, [sys.executable, "-c", f"raise SystemExit({end})"], {})
            for name, end in (("desk", "0"), ("tableta", "'sin biblioteca'"))
        ]
        until_closed(Report(), opened)
    said = capsys.readouterr().out
    assert "sin biblioteca" in said
    assert "desk" not in said


def test_a_second_ctrl_c_leaves_no_program_behind(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS_A_SLOW_PROGRAM, str(tmp_path)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert holder.stdout
    held = int(holder.stdout.readline())
    for _ in range(2):
        holder.send_signal(signal.SIGINT)
        time.sleep(0.3)
    holder.wait(timeout=120)
    holder.stdout.close()
    with pytest.raises(ProcessLookupError):
        os.kill(held, 0)

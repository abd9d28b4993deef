"""The unit of systemd and what lies beside it, read as systemd reads it and run without it."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
DEPLOY: Final = ROOT / "resources" / "deploy"
PYTHON: Final = "/opt/apoyo/.venv/bin/python"
_INSTALLED = "/opt/apoyo/"
_SAID = {"cage": "apoyo-kiosk.service", "weston": "apoyo-kiosk-debian-12.conf"}
_SOFTWARE = {
    "cage": {"WLR_BACKENDS": "wayland", "WLR_RENDERER": "pixman"},
    "weston": {},
}
"""What stands for the graphics of a tablet, where the display is a window of another one."""


def settings(name: str = "apoyo-kiosk.service") -> dict[str, list[str]]:
    """Return each setting of a unit with every value it is given."""
    found: dict[str, list[str]] = {}
    text = (DEPLOY / name).read_text("utf-8")
    for key, value in re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


def pause() -> float:
    """Return how long systemd waits before it starts the unit again, in seconds."""
    return float(settings()["RestartSec"][0])


def environment() -> dict[str, str]:
    """Return what the unit adds to the environment, `%%` as systemd reads it."""
    pairs = (value.replace("%%", "%").partition("=") for value in settings()["Environment"])
    return {name: value for name, _, value in pairs}


def start(compositor: str, folder: Path, *, told: bool, turned: bool) -> subprocess.Popen[bytes]:
    """Start the command of the unit as a client of the display `vidrio` in this folder.

    What it says goes to `said` there.

    With `told` it is the kiosk that also writes what it shows (`told.py`).
    """
    given = {
        **os.environ,
        **environment(),
        **_SOFTWARE[compositor],
        "PYTHONPATH": str(ROOT),
        "XDG_RUNTIME_DIR": str(folder),
        "HOME": str(folder),
        "WAYLAND_DISPLAY": "vidrio",
        "QT_QUICK_BACKEND": "software",
        "APOYO_DATA": str(folder / "kiosk"),
        "APOYO_CAMERA": f"file:{folder / 'lente'}",
        "APOYO_TOLD": str(folder / "told.json"),
        "APOYO_ROTATE": "-r" if turned else "",
    }
    line = list(_words(settings(_SAID[compositor])["ExecStart"][-1], given))
    line = (
        _in_cage(line, told=told) if compositor == "cage" else _in_weston(line, folder, told=told)
    )
    with (folder / "said").open("ab") as said:
        return subprocess.Popen(line, cwd=ROOT, env=given, stdout=said, stderr=said)


def _words(command: str, given: Mapping[str, str]) -> Iterator[str]:
    """Yield the words of a command: a variable that is empty is no argument at all."""
    for word in shlex.split(command):
        yield from given[word[1:]].split() if word.startswith("$") else [word]


def _in_cage(line: list[str], *, told: bool) -> list[str]:
    """Cage refuses to be root: it is nobody here."""
    line[line.index(PYTHON)] = sys.executable
    if told:
        line[line.index("capture_kiosk")] = "tests.appliance.told"
    return ["unshare", "-U", *line]


def _in_weston(line: list[str], folder: Path, *, told: bool) -> list[str]:
    """Weston opens one file: that of the unit, with the Python of this place."""
    given = next(word for word in line if word.startswith("--config="))
    config = (ROOT / given.partition(_INSTALLED)[2]).read_text("utf-8")
    (path,) = re.findall(r"^path=(.*)$", config, re.MULTILINE)
    program = (ROOT / path.removeprefix(_INSTALLED)).read_text("utf-8")
    if told:
        program = f"#!{PYTHON}\nfrom tests.appliance import told\n\ntold.run()\n"
    own = folder / "app"
    own.write_text(program.replace(PYTHON, sys.executable), "utf-8")
    own.chmod(0o700)
    (folder / "weston.ini").write_text(config.replace(path, str(own)), "utf-8")
    line[line.index("--backend=drm-backend.so")] = "--backend=wayland-backend.so"
    line[line.index(given)] = f"--config={folder / 'weston.ini'}"
    return [*line, "--use-pixman", "--fullscreen"]

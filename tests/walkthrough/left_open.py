"""`make run PLAY=1`: the apps stay open on the data of the run, until Ctrl-C or both are closed."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.walkthrough.cast import ADMIN, ANA, INE, ROSA, UTI
from tests.walkthrough.folders import environment
from tests.walkthrough.plot import Plot
from tests.walkthrough.processes import Program
from tests.walkthrough.report import Report

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
_PASSED = (*_SCREENS, "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
_OF_QT = ("QT_", "QSG_")
_UNSEEN = ("offscreen", "minimal")
_TRY = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
_TRY_SECONDS = 30
_LOOK_SECONDS = 0.2


def shown(own: Mapping[str, str]) -> dict[str, str]:
    """Return what a program needs of one's `own` environment to show itself on one's display."""
    kept = {name: text for name, text in own.items() if name in _PASSED or name.startswith(_OF_QT)}
    ticket = Path(own.get("HOME", "/")) / ".Xauthority"
    if "XAUTHORITY" not in kept and ticket.exists():
        kept["XAUTHORITY"] = str(ticket)  # X looks in HOME, and the apps have another one
    return kept


def display_trouble(own: Mapping[str, str]) -> str:
    """Return why no window can be shown, empty where one can. Asked before the play: it is long."""
    seen = own.get("QT_QPA_PLATFORM", "") not in _UNSEEN
    if not seen or not any(own.get(name) for name in _SCREENS):
        return "PLAY=1 necesita una pantalla: abra una sesión gráfica y repita."
    plain = {name: own[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in own}
    tried = subprocess.run(
        [sys.executable, "-c", _TRY],
        env=plain | {"HOME": "/nonexistent"} | shown(own),
        capture_output=True,
        text=True,
        timeout=_TRY_SECONDS,
        check=False,
    )
    if not tried.returncode:
        return ""
    return f"PLAY=1 necesita una pantalla, y esta no se abre:\n{tried.stderr.strip()}"


def leave_open(plot: Plot) -> None:
    """Open desk and tablet with their own windows; return at Ctrl-C or once both are closed."""
    for drive in plot.drives.values():
        drive.end()
    if plot.relay:
        plot.relay.open()
    lens = plot.run.root / "camara" / "kiosk1"
    opened = [
        _opened(plot, "desk", "admin_desktop"),
        _opened(plot, "kiosk1", "capture_kiosk", APOYO_CAMERA=f"file:{lens}"),
    ]
    _tell(plot, lens)
    until_closed(plot.report, opened)


def _opened(plot: Plot, part: str, module: str, **settings: str) -> Program:
    env = environment(plot.run, part, **settings) | shown(os.environ)
    command = [sys.executable, "-m", module]
    return plot.stage.supervisor.start(f"{part}_abierto", command, env, cwd=plot.stage.tree)


def _tell(plot: Plot, lens: Path) -> None:
    """Print who may enter where."""
    report = plot.report
    report.say("\nAbiertos sobre estos datos (todo ficticio); Ctrl-C los cierra:")
    for who in (ADMIN, UTI, INE):
        report.say(f"  escritorio: {who.user} · {who.password}")
    user = plot.notes.get("access", {}).get("p1", {}).get("user", "")
    report.say(f"  consola:    {user} · {ANA.password}")
    report.say(f"  tableta:    {ROSA.password}    lente: {lens}")


def until_closed(report: Report, opened: Sequence[Program]) -> None:
    """Wait for Ctrl-C, or until all are closed; one that fails is told with its last words."""
    running = list(opened)
    try:
        while running:
            for each in [each for each in running if not each.alive]:
                running.remove(each)
                if each.popen.returncode:
                    report.say(f"{each.name} terminó mal:\n{each.last_words()}")
            time.sleep(_LOOK_SECONDS)
    except KeyboardInterrupt:
        report.say("Cerrando…")

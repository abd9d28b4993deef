"""`make run PLAY=1`: the apps stay open on the data of the run, until Ctrl-C."""

import os
import sys
import time

from tests.walkthrough.cast import ADMIN, ANA, INE, ROSA, UTI
from tests.walkthrough.folders import environment
from tests.walkthrough.plot import Plot

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")
_PASSED = (*_DISPLAYS, "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
_LOOK_SECONDS = 0.2


def leave_open(plot: Plot) -> None:
    """Open desk and tablet with their own windows; return at Ctrl-C. Needs a display."""
    report = plot.report
    if not any(os.environ.get(name) for name in _DISPLAYS):
        report.say("PLAY=1 necesita una pantalla: abra una sesión gráfica y repita.")
        return
    for drive in plot.drives.values():
        drive.end()
    if plot.relay:
        plot.relay.open()
    shown = {name: os.environ[name] for name in _PASSED if name in os.environ}
    lens = plot.run.root / "camara" / "kiosk1"
    for part, module, settings in (
        ("desk", "admin_desktop", {}),
        ("kiosk1", "capture_kiosk", {"APOYO_CAMERA": f"file:{lens}"}),
    ):
        env = environment(plot.run, part, **settings) | shown
        command = [sys.executable, "-m", module]
        plot.stage.supervisor.start(f"{part}_abierto", command, env, cwd=plot.stage.tree)
    report.say("\nAbiertos sobre estos datos (todo ficticio); Ctrl-C los cierra:")
    for who in (ADMIN, UTI, INE):
        report.say(f"  escritorio: {who.user} · {who.password}")
    user = plot.notes.get("access", {}).get("p1", {}).get("user", "")
    report.say(f"  consola:    {user} · {ANA.password}")
    report.say(f"  tableta:    {ROSA.password}    lente: {lens}")
    try:
        while True:
            time.sleep(_LOOK_SECONDS)
    except KeyboardInterrupt:
        report.say("Cerrados")

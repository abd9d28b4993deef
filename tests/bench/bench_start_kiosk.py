"""start.kiosk: cold start to the first usable screen, beside a bare QML window.

The bare window imports the very modules of other people that the kiosk has imported by then.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.figure import ROUNDS, Figure, interleaved

_ROOT = Path(__file__).resolve().parents[2]
_READY = "lista"
_MODULES = "módulos "

_KIOSK = f"""
import sys
from pathlib import Path
from capture_kiosk.__main__ import program
main = program()
from capture_kiosk import main as app
made = app.open_window

def shown():
    if "modules" in sys.argv:
        own = ("capture_kiosk", "core", "__main__")
        names = [
            name for name, module in list(sys.modules.items())
            if "site-packages" in str(getattr(module, "__file__", "") or "")
            and name.split(".")[0] not in own
        ]
        print("{_MODULES}" + " ".join(names))
    print("{_READY}", flush=True)

def open_window(kiosk):
    engine = made(kiosk)
    engine.rootObjects()[0].frameSwapped.connect(shown)
    return engine

app.open_window = open_window
sys.exit(main([]))
"""

_BARE = f"""
import importlib, os, sys
for name in os.environ["SAME_MODULES"].split():
    try:
        importlib.import_module(name)
    except ImportError:
        pass
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
application = QGuiApplication([])
engine = QQmlApplicationEngine()
engine.loadData(b'''
import QtQuick
Window {{ width: 600; height: 1024; visible: true; Text {{ text: "hola" }} }}
''')
engine.rootObjects()[0].frameSwapped.connect(lambda: print("{_READY}", flush=True))
sys.exit(application.exec())
"""


def measure() -> list[Figure]:
    """Return the one figure: medians of interleaved rounds, each in its own process."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), "")
        environment = _environment(Path(folder), _modules(environment))
        ours, bare = interleaved(
            lambda: _until_ready(_KIOSK, environment), lambda: _until_ready(_BARE, environment)
        )
    conditions = f"{ROUNDS} rounds in turns, own processes, offscreen, caches of the disk warm"
    return [Figure("start.kiosk", ours, "s", bare, conditions)]


def until_first_screen(folder: Path) -> None:
    """Start the kiosk on the data in `folder`, and return once its first screen stands."""
    _until_ready(_KIOSK, _environment(folder, ""))


def _environment(folder: Path, modules: str) -> dict[str, str]:
    (folder / "lente").mkdir(exist_ok=True)
    return {
        **os.environ,
        "APOYO_DATA": str(folder / "kiosk"),
        "APOYO_CAMERA": f"file:{folder / 'lente'}",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "PYTHONPATH": str(_ROOT),
        "SAME_MODULES": modules,
    }


def _until_ready(script: str, environment: dict[str, str], *arguments: str) -> str:
    """Return what a process said until its first screen stood; it is killed then."""
    said = []
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout
        for line in process.stdout:
            said.append(line)
            if line.strip() == _READY:
                break
        process.kill()
    assert said
    assert said[-1].strip() == _READY, "the screen never came"
    return "".join(said)


def _modules(environment: dict[str, str]) -> str:
    said = _until_ready(_KIOSK, environment, "modules")
    return next(
        line.removeprefix(_MODULES) for line in said.splitlines() if line.startswith(_MODULES)
    )

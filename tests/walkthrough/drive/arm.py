"""Arming an app with its script: the app's own main(argv) runs, and the script with it."""

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QGuiApplication

from tests.walkthrough.drive import eyes
from tests.walkthrough.drive.kit import Kit, Script
from tests.walkthrough.drive.writes import Writes

_TICK_MS = 5


def play(
    kit: Kit, script: Callable[[Kit], Script], main: Callable[[list[str]], int], argv: list[str]
) -> int:
    """Arm the script, then run the app. Return 0, or 3 where the script got lost."""
    state: dict[str, Any] = {"script": script(kit), "code": 0, "timer": None, "busy": False}

    def tick() -> None:
        if state["busy"]:
            return
        state["busy"] = True
        eyes.blink()
        try:
            next(state["script"])
        except StopIteration:
            state["timer"].stop()
            kit.tell("done", notes=kit.seen)
        except Exception as broken:  # noqa: BLE001  whatever it is, the play must hear of it
            state["timer"].stop()
            state["code"] = 3
            kit.picture("perdido")
            kit.tell("lost", why=f"{type(broken).__name__}: {broken}", trace=traceback.format_exc())
            _leave()
        finally:
            eyes.blink()
            state["busy"] = False

    def arm() -> None:
        QAccessible.setActive(True)
        timer = QTimer(QGuiApplication.instance())
        timer.timeout.connect(tick)
        timer.start(_TICK_MS)
        state["timer"] = timer

    root = kit.control.parent
    log = root / "escrituras" / f"{kit.name}_{os.getpid()}.txt"
    log.parent.mkdir(exist_ok=True)
    Writes(kit.name, log, root / "vistos").listen()
    _when_app_exists(arm)
    code = main(argv)
    return state["code"] or code


def _leave() -> None:
    """End the app as a window manager would, and for good if it does not."""
    for window in QGuiApplication.topLevelWindows():
        window.close()
    QTimer.singleShot(1500, lambda: os._exit(3))


def _when_app_exists(arm: Callable[[], None]) -> None:
    """Call `arm` as soon as the app's event loop runs: Qt calls this at its own start."""
    for kind in _application_kinds():
        kind.exec = staticmethod(_armed(kind.exec, arm))


def _armed(original: Callable[[], int], arm: Callable[[], None]) -> Callable[..., int]:
    """Return the event loop's own entry, with the script armed first."""

    def entered(*_: object) -> int:
        arm()
        return original()

    return entered


def _application_kinds() -> list[Any]:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    return [QCoreApplication, QGuiApplication, QApplication]


def from_command_line() -> Kit:
    """Return the kit of this process: the play gives name, plan and folders as arguments."""
    name, plan, pictures, control = sys.argv[1:5]
    return Kit(name, json.loads(Path(plan).read_text("utf-8")), Path(pictures), Path(control))

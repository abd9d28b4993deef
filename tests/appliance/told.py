"""The kiosk as it is, and beside it one file that tells a test what stands where on its window."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from capture_kiosk import main
from capture_kiosk.kiosk import Kiosk
from tests.screens.quick import held

_EACH_MS = 100
_open = main.open_window


def run() -> None:
    """Run the kiosk, told."""
    main.open_window = _watched
    sys.exit(main.main(sys.argv))


def _watched(kiosk: Kiosk) -> QQmlApplicationEngine:
    engine = _open(kiosk)
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    place = Path(os.environ["APOYO_TOLD"])

    def tell() -> None:
        partial = place.with_suffix(".partial")
        partial.write_text(json.dumps(_told(kiosk, window)), "utf-8")
        partial.replace(place)

    QAccessible.setActive(True)
    timer = QTimer(window)
    timer.timeout.connect(tell)
    timer.start(_EACH_MS)
    return engine


def _told(kiosk: Kiosk, window: QQuickWindow) -> dict[str, object]:
    root = QAccessible.queryAccessibleInterface(window)
    return {
        "page": kiosk.window.shown,
        "size": (window.width(), window.height()),
        "platform": QGuiApplication.platformName(),
        "held": held(window),
        "places": dict(_places(root, window)) if root else {},
    }


def _places(
    node: QAccessibleInterface, window: QQuickWindow
) -> Iterator[tuple[str, tuple[int, int, str]]]:
    """Yield each name with the middle of what has it, on the glass, and what it says."""
    if not (node.isValid() and node.object()) or node.state().invisible:
        return
    if name := node.text(QAccessible.Text.Name):
        middle = node.rect().center() - window.mapToGlobal(QPoint(0, 0))
        said = (node.text(kind) for kind in (QAccessible.Text.Description, QAccessible.Text.Value))
        yield name, (middle.x(), middle.y(), " ".join(said))
    for number in range(node.childCount()):
        if child := node.child(number):
            yield from _places(child, window)


if __name__ == "__main__":
    run()

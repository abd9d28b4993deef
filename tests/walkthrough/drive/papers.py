"""Saving a document of the desk through its own dialog."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.walkthrough.drive import eyes, hands
from tests.walkthrough.drive.kit import Kit, Script

_TRIES = 5


def save_document(kit: Kit, path: str) -> Script:
    """Press «Guardar PDF», type the path into the dialog, and wait until the file is whole."""
    before = len(eyes.windows())
    yield from kit.press("Guardar PDF")
    yield from kit.until(lambda: len(eyes.windows()) > before, "el diálogo para guardar")
    yield from kit.pause(0.2)
    for _ in range(_TRIES):
        window = eyes.windows()[-1]
        hands.clear(window)
        hands.write(window, path)
        yield from kit.perhaps(lambda: any(each.value == path for each in eyes.look()), 2.0)
        if any(each.value == path for each in eyes.look()):
            break
    hands.key(eyes.windows()[-1], Qt.Key.Key_Return)
    yield from kit.until(
        lambda: Path(path).exists() and Path(path).stat().st_size, f"se guarda {path}"
    )
    yield from kit.pause(0.1)

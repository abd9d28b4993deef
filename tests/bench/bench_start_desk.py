"""start.desk: from nothing to the first usable screen, beside a bare window of its libraries."""

import os
import subprocess
import sys
import tempfile

from tests.bench.figure import Figure, interleaved

_LIBRARIES = "import pydantic, pydantic_settings, PySide6.QtSvg"
_OURS = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
from admin_desktop.__main__ import program
main = program()
def ready():
    if any(window.isVisible() for window in app.topLevelWidgets()):
        app.quit()
watch = QTimer()
watch.timeout.connect(ready)
watch.start(1)
main([])
"""
_BARE = f"""
{_LIBRARIES}
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("MUESTRA"))
window.resize(1280, 800)
window.show()
QTimer.singleShot(1, app.quit)
app.exec()
"""


def measure() -> list[Figure]:
    """Return the median seconds of both, cold processes in turns."""
    with tempfile.TemporaryDirectory() as folder:
        place = {**os.environ, "APOYO_DATA": folder, "QT_QPA_PLATFORM": "offscreen"}
        ours, bare = interleaved(lambda: _run(_OURS, place), lambda: _run(_BARE, place))
    conditions = "proceso nuevo hasta la primera pantalla; ventana vacía con las mismas bibliotecas"
    return [Figure("start.desk", ours, "s", bare, conditions)]


def _run(script: str, place: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", script], env=place, check=True, timeout=60)

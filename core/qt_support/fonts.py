"""The typeface of both apps, shipped with them: Atkinson Hyperlegible Next and Mono (OFL).

Noto Sans (OFL) draws what they lack: the saltillo and other letters of indigenous names.
"""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from core.errors import MachineTrouble

TEXT = "Atkinson Hyperlegible Next"
MONO = "Atkinson Hyperlegible Mono"
OTHER = "Noto Sans"
_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"


def load_fonts() -> None:
    """Make TEXT and MONO known to Qt. Call once, after the QGuiApplication exists.

    Raises MachineTrouble where a file cannot be read: the program is not whole then.
    """
    for path in sorted(_FOLDER.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise MachineTrouble({"detail": f"no se pudo leer la tipografía {path.name}"})
    for family in (TEXT, MONO):
        QFont.insertSubstitution(family, OTHER)

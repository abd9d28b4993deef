"""Composition root of the capture app: the only file that knows every part."""

import gc
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from capture_kiosk.cameras.frames import FrameSource
from capture_kiosk.cameras.source import has_camera, source_of
from capture_kiosk.device.app_hash import app_hash
from capture_kiosk.kiosk import Kiosk
from capture_kiosk.painted import icon_provider
from capture_kiosk.sending.sender import left_running
from core import own_memory
from core.clock import SystemClock
from core.errors import ApoyoError
from core.messages import explain
from core.qt_support.background import finish_all
from core.qt_support.collecting import GuiCollector
from core.qt_support.fonts import load_fonts
from core.qt_support.spanish import speak_spanish
from core.settings.kiosk import KioskSettings
from core.tablet import lock

_QML = Path(__file__).resolve().parent / "qml"
_MAIN_QML, _REFUSED_QML = _QML / "Main.qml", _QML / "Refused.qml"


def main(argv: list[str]) -> int:
    """Open the app and return its exit code.

    `--hash` only prints what the tablet declares; `--demo` begins a practice where the machine has
    no camera and nobody activated it.
    """
    if "--hash" in argv:
        sys.stdout.write(app_hash() + "\n")
        return 0
    own_memory.keep()
    os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1")  # s; 10 s hide an unplugging
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")  # the threaded loop hangs with Mesa
    try:
        settings = KioskSettings.read()
        handle = lock.hold(settings.data)
        source = source_of(settings.camera, settings.data / "camara")
    except ApoyoError as error:
        return _refuse(error)
    try:
        return _run(settings, source, demo="--demo" in argv and not has_camera(settings.camera))
    finally:
        os.close(handle)


def _run(settings: KioskSettings, source: FrameSource, *, demo: bool) -> int:
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: QTimer.singleShot(0, application.quit))
    try:
        speak_spanish(application)
        load_fonts()
        kiosk = Kiosk(settings, SystemClock(), app_hash, source)
    except ApoyoError as error:
        return _refuse(error)
    collector = GuiCollector(application)
    try:
        return _shown(kiosk, application, demo=demo)
    finally:  # a window that fails ends both threads too: destroyed while they run, Qt aborts
        kiosk.close()
        finish_all()
        collector.stop()
        if left_running():
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)


def _refuse(error: ApoyoError) -> int:
    """Say why the app does not open, on the terminal and on the screen; return the exit code."""
    sys.stderr.write(explain(error).sentence + "\n")
    sys.stderr.flush()
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    if QGuiApplication.platformName() != "offscreen":
        load_fonts()
        engine = open_refusal(error)
        if engine.rootObjects():
            application.exec()
    return 1


def open_refusal(error: ApoyoError) -> QQmlApplicationEngine:
    """Return the engine with a window that says the error. Keep it as long as the window."""
    told = explain(error)
    engine = QQmlApplicationEngine()
    engine.addImageProvider(icon_provider.NAME, icon_provider.IconProvider())
    said = {"problem": told.title, "advice": told.action, "code": f"Código {told.code}"}
    engine.setInitialProperties(said)
    engine.load(_REFUSED_QML)
    return engine


def _shown(kiosk: Kiosk, application: QCoreApplication, *, demo: bool) -> int:
    """Show the window until it is closed; return the exit code."""
    engine = open_window(kiosk)
    if not engine.rootObjects():
        return 1
    gc.freeze()
    kiosk.start()
    if demo and not kiosk.is_activated:
        kiosk.practise(no_camera=True)
    return application.exec()


def open_window(kiosk: Kiosk) -> QQmlApplicationEngine:
    """Return the engine with the window of this kiosk. Keep it as long as the window."""
    engine = QQmlApplicationEngine()
    engine.addImageProvider(icon_provider.NAME, icon_provider.IconProvider())
    engine.setInitialProperties({"viewModel": kiosk.window})
    engine.load(_MAIN_QML)
    for window in engine.rootObjects():
        if isinstance(window, QQuickWindow):
            _fit(window)
            kiosk.watch(window)
    return engine


def _fit(window: QQuickWindow) -> None:
    """Shrink the window to a real screen; without a screen (tests) it keeps its size."""
    if QGuiApplication.platformName() != "offscreen":
        room = window.screen().availableGeometry()
        window.resize(min(window.width(), room.width()), min(window.height(), room.height()))

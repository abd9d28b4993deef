"""Which page is shown. It knows the pages by name and nothing of what they do."""

from collections.abc import Mapping

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.capture_flow import CaptureStep
from capture_kiosk.view_models.page_vm import PageVm
from capture_kiosk.view_models.qt_properties import notified

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_STEPS = frozenset({*(step.value for step in CaptureStep), "teclado", "aspirante", "guardado"})


def _page_of(name: str) -> Property:
    """Return the property that holds the view model of a page."""
    return Property(QObject, lambda kiosk: kiosk.page_of(name), constant=True)


@QmlElement
class KioskVm(QObject):
    """The window's own view model."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: Mapping[str, PageVm] = {}
        self._page = ""
        self._practice = False
        self._started = False

    def furnish(self, pages: Mapping[str, PageVm]) -> None:
        """Set the view model of every page by page name. Called once."""
        self._pages = pages

    def show(self, page: str) -> None:
        """Show a page; the previous one releases what it held."""
        if page != self._page:
            if self._page:
                self._pages[self._page].leave()
            self._page = page
            self._started = self._started or page in _STEPS
        self._pages[page].enter()
        self.changed.emit()

    def say_practice(self, *, practice: bool) -> None:
        """Show or hide PRÁCTICA on every page."""
        self._practice = practice
        self.changed.emit()

    @property
    def shown(self) -> str:
        """Return the name of the page that is shown."""
        return self._page

    def page_of(self, name: str) -> PageVm:
        """Return the view model of a page."""
        return self._pages[name]

    page = notified(str, "_page", changed)
    practice = notified(bool, "_practice", changed)
    started = notified(bool, "_started", changed)

    activacion = _page_of("activacion")
    contrasena = _page_of("contrasena")
    bloqueada = _page_of("bloqueada")
    inicio = _page_of("inicio")
    cola = _page_of("cola")
    acuses = _page_of("acuses")
    aviso = _page_of("aviso")
    tipo = _page_of("tipo")
    frente = _page_of("frente")
    reverso = _page_of("reverso")
    datos = _page_of("datos")
    teclado = _page_of("teclado")
    rostro = _page_of("rostro")
    firma = _page_of("firma")
    revise = _page_of("revise")
    aspirante = _page_of("aspirante")
    guardado = _page_of("guardado")

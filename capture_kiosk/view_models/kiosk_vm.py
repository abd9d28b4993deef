"""Which page is shown. It knows the pages by name and nothing of what they do."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.capture.capture_flow import CaptureStep
from capture_kiosk.view_models.look_vm import LookVm
from capture_kiosk.view_models.page_vm import PageVm
from capture_kiosk.view_models.qt_properties import fixed, notified

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_HOME = frozenset({"inicio", "cola", "acuses", "bloqueada", "aviso_propio"})
_STEPS = frozenset({*(step.value for step in CaptureStep), "teclado", "aspirante", "guardado"})
TOOLS = frozenset({"prueba", "entrega", "ceros", "renovar"})
"""Pages in files of their own, by group: the first page does not wait for them."""


def _page_of(name: str, furnished: Signal) -> Property:
    """Return the property that holds the view model of a page, null where there is none now."""
    return Property(QObject, lambda kiosk: kiosk.page_of(name), notify=furnished)


def _none_later(_page: str) -> Mapping[str, PageVm]:
    return {}


@QmlElement
class KioskVm(QObject):
    """The window's own view model."""

    changed = Signal()
    furnished = Signal()

    def __init__(self, look: LookVm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pages: Mapping[str, PageVm] = {}
        self._later: Callable[[str], Mapping[str, PageVm]] = _none_later
        self._page = ""
        self._practice = False
        self._hint = ""
        self._end_practice: Callable[[], None] = lambda: None
        self._home = self._started = self._tooled = False

    def furnish(
        self,
        pages: Mapping[str, PageVm],
        later: Callable[[str], Mapping[str, PageVm]] = _none_later,
    ) -> None:
        """Set the view model of every page by page name; none is shown until `show`.

        `later` returns those that are made together with a page, once it is opened.
        """
        if self._page:
            self._pages[self._page].leave()
            self._page = ""
            self.changed.emit()
        self._pages, self._later = pages, later
        self.furnished.emit()

    def show(self, page: str) -> None:
        """Show a page; the previous one releases what it held."""
        if page not in self._pages:
            self._pages = {**self._pages, **self._later(page)}
            self.furnished.emit()
        if page != self._page:
            if self._page:
                self._pages[self._page].leave()
            self._page = page
            self._home = self._home or page in _HOME
            self._started = self._started or page in _STEPS
            self._tooled = self._tooled or page in TOOLS
        self._pages[page].enter()
        self.changed.emit()

    def say_practice(self, *, practice: bool) -> None:
        """Show or hide PRÁCTICA on every page."""
        self._practice = practice
        self.changed.emit()

    def say_hint(self, sentence: str) -> None:
        """Say what a practice teaches on this page; empty where nobody practises."""
        self._hint = sentence
        self.changed.emit()

    def on_end_of_practice(self, end: Callable[[], None]) -> None:
        """Tell what ends a practice."""
        self._end_practice = end

    @Slot()
    def endPractice(self) -> None:  # noqa: N802  QML calls it
        """End the practice; all of it is destroyed."""
        self._end_practice()

    @property
    def shown(self) -> str:
        """Return the name of the page that is shown."""
        return self._page

    def page_of(self, name: str) -> PageVm | None:
        """Return the view model of a page, None where the window has none of that name now."""
        return self._pages.get(name)

    @property
    def _practising(self) -> bool:
        return bool(self._hint)

    look = fixed("_look")
    page = notified(str, "_page", changed)
    practice = notified(bool, "_practice", changed)
    practising = notified(bool, "_practising", changed)
    hint = notified(str, "_hint", changed)
    opened = notified(bool, "_home", changed)
    started = notified(bool, "_started", changed)
    tooled = notified(bool, "_tooled", changed)

    activacion = _page_of("activacion", furnished)
    contrasena = _page_of("contrasena", furnished)
    bloqueada = _page_of("bloqueada", furnished)
    avisoPropio = _page_of("aviso_propio", furnished)  # noqa: N815  QML reads it
    inicio = _page_of("inicio", furnished)
    cola = _page_of("cola", furnished)
    ceros = _page_of("ceros", furnished)
    entrega = _page_of("entrega", furnished)
    renovar = _page_of("renovar", furnished)
    prueba = _page_of("prueba", furnished)
    acuses = _page_of("acuses", furnished)
    aviso = _page_of("aviso", furnished)
    tipo = _page_of("tipo", furnished)
    frente = _page_of("frente", furnished)
    reverso = _page_of("reverso", furnished)
    datos = _page_of("datos", furnished)
    teclado = _page_of("teclado", furnished)
    rostro = _page_of("rostro", furnished)
    firma = _page_of("firma", furnished)
    revise = _page_of("revise", furnished)
    aspirante = _page_of("aspirante", furnished)
    guardado = _page_of("guardado", furnished)

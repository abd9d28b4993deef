"""Proceso y plazos: what an agreement decides, the periods, and the geography they stand on."""

from collections.abc import Iterator

from PySide6.QtCore import Slot

from admin_desktop.parts.document_screen import DocumentScreen
from admin_desktop.parts.tabs import Tabs
from admin_desktop.screens.geografia.page import GeografiaPage
from admin_desktop.screens.importacion.vm import ImportVm
from admin_desktop.screens.proceso.page import ProcesoPage
from admin_desktop.screens.proceso.periodos_page import PeriodosPage
from admin_desktop.screens.proceso.periodos_vm import PeriodosVm
from admin_desktop.screens.proceso.read_page import ProcesoReadPage
from admin_desktop.screens.proceso.vm import ProcesoVm
from core.domain.proceso.proceso import PublishedProceso


class ProcesoView(DocumentScreen):
    """Three parts of one area; what is published in the first feeds the second."""

    def __init__(
        self,
        proceso: ProcesoVm,
        periodos: PeriodosVm,
        geografia: ImportVm,
        *,
        may_publish: bool,
    ) -> None:
        """Show the forms to who may publish; who only reads sees what is in force."""
        super().__init__(self.tr("Proceso y plazos"))
        self._proceso, self._periodos, self._geografia = proceso, periodos, geografia
        for vm in (proceso, periodos, geografia):
            vm.setParent(self)
        self._may = may_publish
        self._tabs = Tabs(self.body.box)

    def build(self) -> Iterator[None]:
        """Build page by page, and the long form card by card."""
        if self._may:
            form = ProcesoPage(self._proceso)
            self._form: ProcesoPage | ProcesoReadPage = form
            self._tabs.add(self.tr("Proceso"), form)
            yield
            yield from form.build()
        else:
            self._form = ProcesoReadPage(self._proceso)
            self._tabs.add(self.tr("Proceso"), self._form)
        yield
        self._dates = PeriodosPage(self._periodos, may_publish=self._may)
        yield
        self._tabs.add(self.tr("Plazos"), self._dates)
        yield
        self._places = GeografiaPage(self._geografia, may_import=self._may)
        self._tabs.add(self.tr("Geografía"), self._places)
        self._proceso.known.connect(self._feed)
        self._proceso.read.connect(self._arrived_at)
        self._proceso.example.connect(self._show_example)

    def arrive(self, subject: object) -> None:
        """Fetch what is in force, unless a form holds something typed."""
        del subject
        if not self._form.dirty:
            self._proceso.load()
        self._periodos.load()
        self._geografia.load()

    def has_unsaved(self) -> bool:
        """Tell whether one of the forms holds something that was not published or sent."""
        return self._form.dirty or self._dates.dirty or self._places.dirty

    def discard(self) -> None:
        """Show what is in force again, and neither dates nor an import."""
        self._form.discard()
        self._dates.discard()
        self._places.discard()

    @Slot()
    def _arrived_at(self) -> None:
        """Begin at the form, which was not there on arriving."""
        if self.isVisible():
            self.take_focus()

    @Slot(bytes)
    def _show_example(self, pdf: bytes) -> None:
        name = self.tr("constancia de muestra.pdf")
        self.open_document(pdf, self.tr("Constancia de muestra"), name)

    @Slot(object)
    def _feed(self, published: PublishedProceso) -> None:
        self._periodos.show_proceso(published)

"""Datos personales: the requests of their owners, and the breaches."""

from collections.abc import Iterator

from admin_desktop.framework.subjects import ToFind, ToVulneraciones
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.tabs import Tabs
from admin_desktop.screens.datos_personales.solicitudes_page import SolicitudesPage
from admin_desktop.screens.datos_personales.solicitudes_vm import SolicitudesVm
from admin_desktop.screens.datos_personales.vulneraciones_page import VulneracionesPage
from admin_desktop.screens.datos_personales.vulneraciones_vm import VulneracionesVm


class DatosPersonalesView(Screen):
    """Two parts of one area."""

    def __init__(
        self,
        solicitudes: SolicitudesVm,
        vulneraciones: VulneracionesVm,
        *,
        may_receive: bool,
        may_attend: bool,
    ) -> None:
        super().__init__(self.tr("Datos personales"))
        for vm in (solicitudes, vulneraciones):
            vm.setParent(self)
        self._vms = solicitudes, vulneraciones
        self._may_receive, self._may_attend = may_receive, may_attend
        self._tabs = Tabs(self.box)

    def build(self) -> Iterator[None]:
        """Build one part after the other."""
        solicitudes, vulneraciones = self._vms
        yield
        self._solicitudes = SolicitudesPage(
            solicitudes, may_receive=self._may_receive, may_attend=self._may_attend
        )
        self._tabs.add(self.tr("Solicitudes"), self._solicitudes)
        yield
        yield from self._solicitudes.build()
        yield
        self._vulneraciones = VulneracionesPage(vulneraciones, may_attend=self._may_attend)
        yield
        self._tabs.add(self.tr("Vulneraciones"), self._vulneraciones)

    def arrive(self, subject: object) -> None:
        """Fetch both lists, as they are now; `subject` may say what to show."""
        if isinstance(subject, ToVulneraciones):
            self._tabs.turn_to(1)
        if isinstance(subject, ToFind):
            self._tabs.turn_to(0)
            self._solicitudes.search_for(subject.search)
        else:
            self._solicitudes.load()
        self._vulneraciones.load()

    def has_unsaved(self) -> bool:
        """Tell whether one of the forms holds something that was not saved."""
        return self._solicitudes.dirty or self._vulneraciones.dirty

    def discard(self) -> None:
        """Let go of all that was typed."""
        self._solicitudes.discard()
        self._vulneraciones.discard()

"""Mi cuenta: one's own sessions, and at their side the card of what one enters with."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, danger_button
from admin_desktop.parts.document_screen import DocumentScreen
from admin_desktop.parts.form import tell
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.table import Table
from admin_desktop.screens.mi_cuenta.code_card import CodeCard
from admin_desktop.screens.mi_cuenta.codes_sheet import codes_pdf
from admin_desktop.screens.mi_cuenta.links_card import LinksCard
from admin_desktop.screens.mi_cuenta.links_vm import LinksVm
from admin_desktop.screens.mi_cuenta.sesiones_vm import SesionesVm, SesionLine
from admin_desktop.screens.mi_cuenta.vm import MiCuentaVm

_CARD = 300


class CuentaView(DocumentScreen):
    """The sessions, and a card."""

    def __init__(self, vm: SesionesVm, card: CodeCard | LinksCard) -> None:
        super().__init__(self.tr("Mi cuenta"))
        self._vm = vm
        vm.setParent(self)
        self._arrived = False
        self._banner = Banner()
        self._table = Table(
            self.tr("Sus sesiones abiertas"),
            (
                Column(self.tr("Equipo y desde dónde")),
                Column(self.tr("Entró"), 190),
            ),
            empty=self.tr("Sus sesiones todavía no se han leído."),
        )
        self._end = Button(self.tr("Cerrar sesión elegida"))
        self._others = danger_button(self.tr("Cerrar las demás"))
        self._card = card
        self._card.setFixedWidth(_CARD)
        acts = QHBoxLayout()
        acts.setSpacing(12)
        acts.addStretch(1)
        acts.addWidget(self._end)
        acts.addWidget(self._others)
        left = QVBoxLayout()
        left.addWidget(self._table, 1)
        left.addLayout(acts)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._card)
        self.body.box.addWidget(self._banner)
        self.body.box.addLayout(row, 1)
        self._end.clicked.connect(self._end_chosen)
        self._others.clicked.connect(vm.end_others)
        self._table.chosen.connect(self._choose)
        self._table.serve(vm.held)
        vm.changed.connect(self._show)
        self._show()

    def arrive(self, subject: object) -> None:
        """Fetch what stands now."""
        del subject
        self._arrived = True
        self._vm.load()

    def has_unsaved(self) -> bool:
        """Tell whether a code was typed, or what is shown only once is shown."""
        return self._card.dirty

    def discard(self) -> None:
        """Let go of it."""
        self.close_document()
        self._card.discard()

    @property
    def _chosen(self) -> SesionLine | None:
        row = self._table.chosen_row()
        return self._vm.lines[row] if 0 <= row < len(self._vm.lines) else None

    @Slot()
    def _end_chosen(self) -> None:
        if self._chosen is not None:
            self._vm.end_session(self._chosen)

    @Slot(int)
    def _choose(self, _row: int) -> None:
        line = self._chosen
        self._end.setVisible(line is not None and not line.current)
        self._others.setVisible(any(not each.current for each in self._vm.lines))

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        lines = self._vm.lines
        kept = self._table.kept_row([line.id for line in lines])
        self._table.show_rows([_cells(line) for line in lines], "", chosen=kept)
        self._choose(kept)
        for button in (self._end, self._others):
            button.set_working(self._vm.working)
        if self._arrived and lines and self.isVisible():
            self._arrived = False
            self.take_focus()  # on arriving there was nothing to do here yet


class CuentaOfAspiranteView(CuentaView):
    """Of an aspirante: with the providers' accounts that open it too."""

    def __init__(self, vm: SesionesVm, links: LinksVm) -> None:
        super().__init__(vm, LinksCard(links))
        self._links = links
        links.setParent(self)
        links.changed.connect(self._tell_of_links)

    def arrive(self, subject: object) -> None:
        """Fetch what stands now."""
        super().arrive(subject)
        self._links.load()

    @Slot()
    def _tell_of_links(self) -> None:
        tell(self._banner, self._links)


class MiCuentaView(CuentaView):
    """Of the staff: with the code at sign-in; `who` is written on the printed codes."""

    def __init__(self, vm: MiCuentaVm, who: str) -> None:
        card = CodeCard(vm)
        super().__init__(vm, card)
        self._codes, self._who = vm, who
        card.printed.connect(self._print)

    @Slot()
    def _print(self) -> None:
        title = self.tr("Códigos de recuperación")
        about = self.tr(
            "Cuenta de {who} en Apoyo Ciudadano. Cada código sirve una vez, en lugar de las seis "
            "cifras del teléfono. Guarde esta hoja donde nadie más la vea."
        ).replace("{who}", self._who)
        pdf = codes_pdf(title, about, self._codes.codes)
        self.open_document(pdf, title, "codigos-de-recuperacion.pdf")


def _cells(line: SesionLine) -> tuple[TableCell, ...]:
    here = "Esta sesión" if line.current else "Otra sesión"
    return (
        TableCell(line.device, f"{here} · {line.address}", Mark.OK if line.current else Mark.QUIET),
        TableCell(line.opened, f"Último uso: {line.last}"),
    )

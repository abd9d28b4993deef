"""Where files are attached: chosen or dropped, told of one by one, sent together."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.file_dialog import ask_to_open_some
from admin_desktop.parts.form import foot_of, tell
from admin_desktop.parts.panels import Scrolled
from admin_desktop.parts.text import Text
from admin_desktop.screens.escaneos.attach_vm import AttachVm
from admin_desktop.screens.escaneos.file_card import FileCard
from admin_desktop.screens.escaneos.sending import MOST_AT_ONCE, FileLine

KINDS_OF_FILE = "Documentos (*.pdf *.jpg *.jpeg *.png)"


class AttachPage(QWidget):
    """A card for each file. `left` asks to go back to the list."""

    left = Signal()

    def __init__(self, vm: AttachVm) -> None:
        super().__init__()
        vm.setParent(self)
        self._vm = vm
        self._banner = Banner()
        self._help = Text(
            self.tr(
                "PDF, JPEG o PNG, de 20 MB a lo más cada uno. El archivo se guarda cifrado en el "
                "servidor, tal como llega; su nombre no se guarda."
            ),
            "help",
            wrap=True,
        )
        self._cards: dict[int, FileCard] = {}
        self._page = Scrolled()
        self._page.box.setSpacing(12)
        self._page.box.addStretch(1)
        self._more = Button(self.tr("Elegir más archivos"))
        self._leave = Button(self.tr("Volver a los documentos"))
        self._send = main_button(self.tr("Agregar al expediente"), keys="Ctrl+Enter")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._banner)
        box.addWidget(self._help)
        box.addWidget(self._page, 1)
        box.addLayout(foot_of(self._leave, self._more, self._send))
        self._more.clicked.connect(self._choose)
        self._leave.clicked.connect(self.left)
        self._send.clicked.connect(self._ask_to_send)
        vm.progressed.connect(self._progress)
        vm.changed.connect(self._show)
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether a file was chosen and is not in the expediente."""
        return bool(self._vm.lines)

    def go_there(self) -> None:
        """Put the cursor where the first file asks for something."""
        for card in self._cards.values():
            card.go_there()
            return
        self._more.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _choose(self) -> None:
        ask_to_open_some(self, self.tr("Elegir documentos"), KINDS_OF_FILE, self._vm.add)

    @Slot()
    def _ask_to_send(self) -> None:
        self._vm.send({key: card.texts() for key, card in self._cards.items()})

    @Slot(int, object, object)
    def _progress(self, key: int, sent: int, of: int) -> None:
        if key in self._cards:
            self._cards[key].show_progress(sent, of)

    def _add_card(self, line: FileLine) -> None:
        card = self._cards[line.key] = FileCard(line)
        card.removed.connect(self._vm.remove)
        card.cancelled.connect(self._vm.cancel)
        self._page.box.insertWidget(self._page.box.count() - 1, card)

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        lines = {each.key: each for each in vm.lines}
        for key in [each for each in self._cards if each not in lines]:
            gone = self._cards.pop(key)
            gone.hide()
            gone.deleteLater()
        for line in vm.lines:
            if line.key not in self._cards:
                self._add_card(line)
        for key, card in reversed(self._cards.items()):  # the first that lacks something is last
            card.show_line(lines[key])
        tell(self._banner, vm)
        self._send.setEnabled(bool(vm.to_send) or vm.sending)
        self._send.set_working(self.tr("Enviando…") if vm.sending else "")
        replacing = any(each.replaces is not None for each in vm.lines)
        full = len(lines) >= MOST_AT_ONCE
        self._more.setVisible(not replacing and not full)

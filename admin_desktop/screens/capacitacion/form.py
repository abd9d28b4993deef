"""The form of a session of training: when, where, by whom, about what, and who attended."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.choices import TickBox
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import Field, LongField
from admin_desktop.parts.form import Form, foot_of, inside
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Card, Columns, Scrolled
from admin_desktop.parts.text import Text
from admin_desktop.screens.capacitacion.vm import CapacitacionVm, Guest


class GuestBoxes(QWidget):
    """One box a person. Its text is who is ticked, so that a form knows it as a field."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[Guest, TickBox] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._empty = Text(
            self.tr("No hay constancias entregadas. Puede agregar nombres abajo."),
            "help",
            wrap=True,
        )
        self._sentence = Text("", "help", wrap=True)
        self._sentence.set_mark(Mark.ERROR)
        self._sentence.hide()
        self._box.addWidget(self._empty)
        self._box.addStretch(1)
        self._box.addWidget(self._sentence)

    @property
    def ticked(self) -> tuple[Guest, ...]:
        """Who is ticked, in the order of the list."""
        return tuple(guest for guest, box in self._boxes.items() if box.isChecked())

    def offer(self, guests: tuple[Guest, ...]) -> None:
        """Offer these people; a name added by hand comes ticked, ticks stay."""
        if guests == tuple(self._boxes):
            return
        before = {guest: box.isChecked() for guest, box in self._boxes.items()}
        for box in self._boxes.values():
            self._box.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {guest: TickBox(guest.label) for guest in guests}
        for place, (guest, box) in enumerate(self._boxes.items()):
            box.setChecked(before.get(guest, not guest.constancia))
            self._box.insertWidget(place, box)
        self._empty.setVisible(not guests)

    def text(self) -> str:
        """Return who is ticked, as text."""
        return "\n".join(guest.label for guest in self.ticked)

    def set_text(self, text: str) -> None:
        """Tick whom `text` names, one a line."""
        wanted = text.splitlines()
        for guest, box in self._boxes.items():
            box.setChecked(guest.label in wanted)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the list."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def go_there(self) -> None:
        """Put the focus on the first box."""
        for box in self._boxes.values():
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            return


class CapacitacionForm(QWidget):
    """Two columns: the session, and who attended."""

    left = Signal()

    def __init__(self, vm: CapacitacionVm) -> None:
        super().__init__()
        self._vm = vm
        self._day = DateField(self.tr("Fecha"))
        self._hour = Field(self.tr("Hora"), placeholder="hh:mm")
        self._place, self._instructor = Field(self.tr("Lugar")), Field(self.tr("Instructor"))
        self._topics = LongField(self.tr("Temas"), lines=4)
        self._other = Field(self.tr("Otra persona"), aside=self.tr("que no es aspirante"))
        self._guests = GuestBoxes()
        self._save = main_button(self.tr("Guardar capacitación"))
        self._form = Form(
            {
                "celebrada_dia": self._day,
                "celebrada_hora": self._hour,
                "lugar": self._place,
                "instructor": self._instructor,
                "temas": self._topics,
                "asistentes": self._guests,
                "otra": self._other,
            }
        )
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._session_card(), 1)
        columns.addWidget(self._people_card(), 1)
        cancel = Button(self.tr("No guardar"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(columns, 1)
        box.addLayout(foot_of(cancel, self._save))
        self._save.clicked.connect(self._send)
        cancel.clicked.connect(self._leave)
        vm.changed.connect(self._show)

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed that was not saved."""
        return self._form.dirty

    def start(self) -> None:
        """Begin, or go on with what was typed."""
        if not self.dirty:
            self._form.fill(self._vm.now_texts)
        self._show()
        self._place.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Empty the form: its session was saved, or let go."""
        self._form.clear()
        self._vm.begin_anew()

    def _session_card(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Sesión"), "section"))
        card.box.addWidget(Columns(self._day, self._hour))
        for each in (self._place, self._instructor, self._topics):
            card.box.addWidget(each)
        card.box.addStretch(1)
        return card

    def _people_card(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Asistentes"), "section"))
        about = self.tr(
            "Aspirantes con constancia entregada y otras personas. Marque a quien asistió."
        )
        card.box.addWidget(Text(about, "help", wrap=True))
        inner = inside(Scrolled())
        inner.box.addWidget(self._guests)
        card.box.addWidget(inner, 1)
        add = Button(self.tr("Agregar asistente"))
        add.clicked.connect(self._append)
        side = QVBoxLayout()
        side.setContentsMargins(0, 24, 0, 0)
        side.addWidget(add)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(self._other, 1)
        row.addLayout(side)
        card.box.addLayout(row)
        return card

    @Slot()
    def _append(self) -> None:
        if self._vm.add_other(self._other.text()):
            self._other.set_text("")

    @Slot()
    def _send(self) -> None:
        self._vm.record(self._form.texts(), self._guests.ticked)

    @Slot()
    def _leave(self) -> None:
        self.keep()
        self.left.emit()

    @Slot()
    def _show(self) -> None:
        self._guests.offer(self._vm.guests)
        self._save.set_working(self._vm.working)
        if self.isVisible():
            self._form.show_errors(self._vm.errors)

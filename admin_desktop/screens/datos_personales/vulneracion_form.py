"""The form of a breach: what is known of it now."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import Field, LongField
from admin_desktop.parts.form import Fillable, Form, foot_of, inside
from admin_desktop.parts.panels import Card, Columns, Scrolled
from admin_desktop.parts.text import Text
from admin_desktop.screens.datos_personales.vulneraciones_vm import VulneracionesVm
from core.domain.datos_personales.datos_personales import Vulneracion

_LEAST = 200


class VulneracionForm(QWidget):
    """One card that scrolls, its acts at the foot; of a new one, or of one that is known."""

    left = Signal()

    def __init__(self, vm: VulneracionesVm) -> None:
        super().__init__()
        self._vm = vm
        self._row: Vulneracion | None = None
        self._fields: dict[str, Fillable] = {}
        self._title = Text("", "section")
        self._save = main_button(self.tr("Guardar vulneración"), keys="Ctrl+Enter")
        card = self._card()
        self._form = Form(self._fields)
        cancel = Button(self.tr("Volver a vulneraciones"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(card, 1)
        box.addLayout(foot_of(cancel, self._save))
        self._save.clicked.connect(lambda: vm.save(self._form.texts(), self._row))
        cancel.clicked.connect(self.left)
        vm.changed.connect(self._show)

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed that was not saved."""
        return self._form.dirty

    def start(self, row: Vulneracion | None) -> None:
        """Begin with what is known of `row`, with nothing for None; what was typed stays."""
        if not self.dirty:
            self._row = row
            self._form.clear()
            self._form.fill(self._vm.texts_of(row))
        title = self.tr("Vulneración de datos personales")
        self._title.setText(f"{title} {self._row.id}" if self._row else title)
        self._show()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Empty the form: it was saved, or let go."""
        self._form.clear()
        self._vm.begin_anew()

    def _card(self) -> Card:
        card = Card()
        card.box.addWidget(self._title)
        inner = inside(Scrolled(least=_LEAST))
        self._first = self._day("known_at_dia", self.tr("Se supo el"))
        known = Columns(
            self._first,
            self._line("known_at_hora", self.tr("Hora en que se supo"), "hh:mm"),
            self._line("people", self.tr("Cuántas personas"), self.tr("si se sabe")),
        )
        inner.box.addWidget(known)
        inner.box.addWidget(
            Columns(
                self._long("what", self.tr("Qué pasó")),
                self._long("data", self.tr("Qué datos se comprometieron")),
            )
        )
        inner.box.addWidget(
            Columns(
                self._long("whom", self.tr("De quiénes")),
                self._long("remedy", self.tr("Qué se hizo de inmediato")),
            )
        )
        advice = self._long("advice", self.tr("Qué se recomienda a sus titulares"))
        inner.box.addWidget(advice)
        inner.box.addWidget(
            Columns(
                self._day("owners_told_at_dia", self.tr("Se avisó a titulares el")),
                self._line("owners_told_at_hora", self.tr("Hora del aviso a titulares"), "hh:mm"),
                self._line("owners_told_by", self.tr("Por qué medio"), ""),
            )
        )
        inner.box.addWidget(
            Columns(
                self._day("authority_told_at_dia", self.tr("Se avisó a la autoridad el")),
                self._line(
                    "authority_told_at_hora", self.tr("Hora del aviso a la autoridad"), "hh:mm"
                ),
                QWidget(),
            )
        )
        inner.box.addStretch(1)
        card.box.addWidget(inner, 1)
        return card

    def _line(self, key: str, label: str, placeholder: str) -> Field:
        field = Field(label, placeholder=placeholder)
        self._fields[key] = field
        return field

    def _day(self, key: str, label: str) -> DateField:
        field = DateField(label)
        self._fields[key] = field
        return field

    def _long(self, key: str, label: str) -> LongField:
        field = LongField(label, lines=3)
        self._fields[key] = field
        return field

    @Slot()
    def _show(self) -> None:
        self._save.set_working(self._vm.working)
        if self.isVisible():
            self._form.show_errors(self._vm.errors)

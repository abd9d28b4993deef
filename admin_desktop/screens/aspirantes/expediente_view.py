"""Expediente: all that was registered of one aspirante, what followed, and its history."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from admin_desktop.framework.subjects import ToDeliver, ToEscaneos
from admin_desktop.parts.action_row import ActionRow
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, text_button
from admin_desktop.parts.document_screen import DocumentScreen
from admin_desktop.parts.form import tell
from admin_desktop.parts.panels import Card, Facts, Scrolled
from admin_desktop.parts.question import Question
from admin_desktop.parts.text import Text
from admin_desktop.screens.aspirantes.expediente_vm import ExpedienteVm
from admin_desktop.screens.aspirantes.expediente_words import Pairs
from admin_desktop.screens.aspirantes.new_correo import CorreoForm
from admin_desktop.screens.aspirantes.situacion_form import SituacionForm

_LABEL, _HOUR = 132, 168
_TWO_COLUMNS = 760
"""Width in pixels from which the cards stand in two columns."""


class ExpedienteView(DocumentScreen):
    """One page that scrolls; the constancia opens in its place."""

    def __init__(
        self,
        vm: ExpedienteVm,
        *,
        may_register: bool,
        may_close: bool = False,
        may_decide: bool = False,
    ) -> None:
        super().__init__(self.tr("Expediente"))
        vm.setParent(self)
        self._vm, self._may_register, self._may_close = vm, may_register, may_close
        self._may_decide, self._situacion = may_decide, SituacionForm()
        self._banner, self._correction, self._said = Banner(), CorreoForm(), ""
        self._name, self._about = Text("", "section", wrap=True), Text("", "help", wrap=True)
        self._back = Button(self.tr("Volver a aspirantes"))
        self._see = Button(self.tr("Ver constancia"))
        self._correct = Button(self.tr("Corregir correo"))
        self._edit = Button(self.tr("Corregir datos"))
        self._resend = Button(self.tr("Reenviar acceso fallido"))
        self._deliver = Button(self.tr("Registrar entrega"))
        self._close = Button(self.tr("Emitir acta de cierre"))
        self._acta = Button(self.tr("Ver acta de cierre"))
        self._turn = Button(self.tr("Cambiar situación"))
        self._scans = Button(self.tr("Documentos escaneados"))
        self._actions = ActionRow(
            *(self._back, self._see, self._edit, self._correct, self._resend, self._deliver),
            *(self._close, self._acta, self._turn, self._scans),
        )
        self._page = Scrolled()
        self._page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows and Page Down scroll it
        self._page.setAccessibleName(self.tr("Todo el expediente"))
        self._registered, self._followed = _Stack(), _Stack()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._history, self._more = Facts(_HOUR), text_button(self.tr("Ver actos anteriores"))
        self._arrange()
        self._connect()
        self._show()

    def arrive(self, subject: object) -> None:
        """Open the file of the Id Solicitante that was asked for, or the last one anew."""
        self.close_document()
        self._correction.close_form()
        self._situacion.close_form()
        if isinstance(subject, str):
            self._page.verticalScrollBar().setValue(0)
            self._vm.open(subject)
        else:
            self._vm.ask_again()

    def has_unsaved(self) -> bool:
        """Tell whether an address or a situation was typed and not sent."""
        return self._correction.is_touched() or self._situacion.is_touched()

    def discard(self) -> None:
        """Forget what was typed."""
        self._correction.close_form()
        self._situacion.close_form()

    def _arrange(self) -> None:
        self._columns.setSpacing(16)
        for stack in (self._registered, self._followed):
            self._columns.addWidget(stack, 1, Qt.AlignmentFlag.AlignTop)
        history = Card()
        history.box.addWidget(Text(self.tr("Historia"), "section"))
        history.box.addWidget(self._history)
        history.box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._page.box.addWidget(self._name)
        self._page.box.addWidget(self._about)
        self._page.box.addLayout(self._columns)
        self._page.box.addWidget(history)
        self._page.box.addStretch(1)
        for each in (self._banner, self._correction, self._situacion, self._page):
            self.body.box.addWidget(each)
        self.body.box.insertWidget(1, self._actions)

    def _connect(self) -> None:
        vm = self._vm
        self._back.clicked.connect(lambda: self.wanted.emit("aspirantes", None))
        self._see.clicked.connect(vm.open_document)
        self._correct.clicked.connect(self._correction.turn)
        self._edit.clicked.connect(self._open_correccion)
        self._resend.clicked.connect(vm.send_access)
        self._deliver.clicked.connect(self._ask_delivery)
        self._close.clicked.connect(self._ask_close)
        self._acta.clicked.connect(vm.open_acta)
        self._correction.sent.connect(vm.correct_mail)
        vm.dropped.connect(self._correction.close_form)
        self._turn.clicked.connect(self._open_situacion)
        self._scans.clicked.connect(self._open_escaneos)
        self._situacion.sent.connect(vm.note_situacion)
        vm.dropped.connect(self._situacion.close_form)
        self._more.clicked.connect(vm.more)
        vm.document.connect(self.open_document)
        vm.changed.connect(self._show)

    @Slot()
    def _ask_close(self) -> None:
        """Ask before the acta: it is issued once, and what it closes is only read from then on."""
        question = Question(
            self,
            self.tr("El acta de cierre se emite una sola vez"),
            self.tr("Desde entonces el expediente solo se consulta y no hay más altas."),
            yes=self.tr("Emitir acta"),
            no=self.tr("No emitir"),
        )
        question.agreed.connect(self._vm.close)
        question.open()

    @Slot()
    def _open_correccion(self) -> None:
        if self._vm.file is not None:
            self.wanted.emit("correccion", self._vm.file.detail)

    @Slot()
    def _open_escaneos(self) -> None:
        number = self._vm.id_solicitante
        self.wanted.emit("escaneos", ToEscaneos(number, self._vm.name, self._vm.has_acta))

    @Slot()
    def _open_situacion(self) -> None:
        if self._vm.file is not None:
            self._situacion.open_for(self._vm.file)

    @Slot()
    def _ask_delivery(self) -> None:
        if self._vm.file is not None:
            self.wanted.emit("constancias", ToDeliver(self._vm.file.constancia))

    @Slot()
    def _show(self) -> None:
        vm, words, file = self._vm, self._vm.words, self._vm.file
        tell(self._banner, vm)
        if vm.said and vm.said != self._said and self._correction.close_form():
            self._correct.setFocus()
        if vm.said and vm.said != self._said and self._situacion.close_form():
            self._turn.setFocus()
        self._said = vm.said  # what was said before closes no form that was opened since
        self._name.setText(vm.name or ("" if vm.trouble else self.tr("Leyendo el expediente…")))
        self._about.setText(vm.about)
        self._registered.show_cards(words.registered if words else ())
        self._followed.show_cards(words.followed if words else ())
        self._history.show_facts(vm.acts)
        self._more.setVisible(vm.has_more)
        waits = file is not None and file.constancia.constancia.delivered_at is None
        may = self._may_register and file is not None and not (vm.has_acta or vm.is_over)
        self._turn.setVisible(self._may_decide and file is not None)
        self._close.setVisible(self._may_close and vm.may_close)
        self._acta.setVisible(vm.has_acta)
        self._scans.setVisible(file is not None)
        self._see.setVisible(file is not None)
        self._correct.setVisible(may)
        self._edit.setVisible(may)
        self._resend.setVisible(may and vm.access_failed is not None)
        self._deliver.setVisible(may and waits)
        self._actions.fit()
        self._correction.take_present(vm.correo)
        self._situacion.show_state(file, vm.errors, vm.working)
        self._correction.show_state(vm.errors.get("correo", ""), vm.working)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Set the cards in one column where two have no room."""
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)


class _Stack(QWidget):
    """Cards of facts one under the other, each with its title."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._cards: list[tuple[Text, Facts]] = []

    def show_cards(self, cards: Sequence[tuple[str, Pairs]]) -> None:
        """Show these cards; a file has always the same ones."""
        while len(self._cards) < len(cards):
            card, title, facts = Card(), Text("", "section"), Facts(_LABEL)
            card.box.addWidget(title)
            card.box.addWidget(facts)
            self._box.addWidget(card)
            self._cards.append((title, facts))
        for (title, facts), (said, pairs) in zip(self._cards, cards, strict=False):
            title.setText(said)
            facts.show_facts(pairs)
        self.setVisible(bool(cards))

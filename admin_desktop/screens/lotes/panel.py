"""The chosen batch: all that is known of it, and what may be done with it as it stands."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot

from admin_desktop.parts.buttons import Button, danger_button
from admin_desktop.parts.file_dialog import ask_to_save
from admin_desktop.parts.form import inside
from admin_desktop.parts.panels import Facts, Scrolled
from admin_desktop.parts.question import Question
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.text import Text
from admin_desktop.screens.lotes.vm import LoteAct, LoteRow, LotesVm, people_said

_WIDE, _LABEL = 360, 96
_SEALED = "Lote sellado (*.sobre)"


class LotePanel(SideCard):
    """Facts and acts. `answered` asks for the form of its answer."""

    answered = Signal(object)

    def __init__(self, vm: LotesVm, *, may_act: bool) -> None:
        super().__init__(_WIDE)
        self._vm, self._may = vm, may_act
        self._line: LoteRow | None = None
        self._title, self._facts = Text("", "section", wrap=True), Facts(_LABEL)
        self._acts = {
            LoteAct.PREPARE: Button(_tr("Preparar lote"), tall=True),
            LoteAct.TAKE: Button(_tr("Guardar archivo sellado"), icon="descargar", tall=True),
            LoteAct.ANSWER: Button(_tr("Importar respuesta"), tall=True),
            LoteAct.CANCEL: danger_button(_tr("Cancelar lote"), tall=True),
        }
        inner = inside(Scrolled())
        inner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows and Page Down scroll it
        inner.setAccessibleName(_tr("Todo lo que se sabe del lote"))
        inner.box.addWidget(self._facts)
        inner.box.addStretch(1)
        self.box.addWidget(self._title)
        self.box.addWidget(inner, 1)
        for each in self._acts.values():
            self.box.addWidget(each)
        self._acts[LoteAct.PREPARE].clicked.connect(self._ask_prepare)
        self._acts[LoteAct.TAKE].clicked.connect(self._ask_where)
        self._acts[LoteAct.ANSWER].clicked.connect(lambda: self.answered.emit(self._line))
        self._acts[LoteAct.CANCEL].clicked.connect(self._ask_cancel)

    def show_line(self, line: LoteRow | None) -> None:
        """Show a batch, or nothing."""
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self._title.setText(f"Lote {line.number}")
        self._facts.show_facts(line.facts)
        for act, button in self._acts.items():
            button.setVisible(self._may and act in line.acts)
            button.setEnabled(not self._vm.working)

    @Slot()
    def _ask_prepare(self) -> None:
        line = self._line
        if line is None:
            return
        question = Question(
            self,
            _tr("¿Se prepara el lote?"),
            f"Se pregunta por {people_said(line)}. Sus claves y CIC salen en un archivo sellado "
            "para la DERFE, sin folio ni candidatura.",
            yes=_tr("Preparar"),
            no=_tr("Dejarlo contado"),
        )
        question.agreed.connect(lambda: self._vm.prepare(line))
        question.open()

    @Slot()
    def _ask_cancel(self) -> None:
        line = self._line
        if line is None:
            return
        question = Question(
            self,
            _tr("¿Se cancela el lote?"),
            _tr("Su archivo se borra y ya no se puede contestar. Lo ya contestado no cambia."),
            yes=_tr("Cancelarlo"),
            no=_tr("Dejarlo como está"),
            danger=True,
        )
        question.agreed.connect(lambda: self._vm.cancel(line))
        question.open()

    @Slot()
    def _ask_where(self) -> None:
        line = self._line
        if line is not None:
            title = _tr("Guardar el archivo para la DERFE")
            names = (line.file_name, (_SEALED,))
            ask_to_save(self, title, *names, lambda path: self._vm.keep(line, path))


def _tr(text: str) -> str:
    return QCoreApplication.translate("LotePanel", text)

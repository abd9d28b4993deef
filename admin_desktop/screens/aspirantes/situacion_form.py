"""What ends or restores a candidatura: what follows of it is said before it is noted."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button, danger_button
from admin_desktop.parts.fields import ChoiceField, Field
from admin_desktop.parts.form import Form
from admin_desktop.parts.panels import Card, Columns
from admin_desktop.parts.text import Text
from core.domain.desk.expediente import ExpedienteAspirante
from core.domain.registration.situacion import NewSituacion, SituacionAct
from core.domain.values.form_reader import FormReader
from core.messages import with_noun

ACTS = {
    SituacionAct.DESISTIMIENTO.value: "Desistimiento",
    SituacionAct.BAJA.value: "Baja",
    SituacionAct.CANCELACION.value: "Cancelación del registro",
    SituacionAct.RESTITUCION.value: "Restitución por un tribunal",
}
OVER = {
    SituacionAct.DESISTIMIENTO: "Desistió",
    SituacionAct.BAJA: "De baja",
    SituacionAct.CANCELACION: "Registro cancelado",
}


def offered(file: ExpedienteAspirante) -> tuple[SituacionAct, ...]:
    """Return the acts that a file allows now."""
    restores = (SituacionAct.RESTITUCION,)
    if file.over is not None:
        return restores
    return tuple(OVER) + (restores if file.acta is not None else ())


def what_follows(file: ExpedienteAspirante, act: SituacionAct) -> str:
    """Return what an act does to auxiliares and to what is pending, in sentences."""
    if act is SituacionAct.RESTITUCION:
        acta = " El acta de cierre queda sin efecto." if file.acta is not None else ""
        last = file.situaciones[-1].auxiliares if file.over is not None else 0
        back = with_noun(last, "auxiliar vuelve", "auxiliares vuelven")
        again = f"{back} a captar con su tableta; las invitaciones se envían de nuevo."
        return f"{again if last else 'Nadie se había dado de baja.'}{acta} Fije después sus plazos."
    count = file.auxiliares
    active = with_noun(count.active, "auxiliar deja", "auxiliares dejan")
    invited = with_noun(count.invited, "invitación se anula", "invitaciones se anulan")
    late = with_noun(file.not_arrived, "apoyo anunciado", "apoyos anunciados")
    return (
        f"{active} de captar, {invited} y no habrá más altas. Lo que las tabletas ya guardaron se "
        f"sigue recibiendo; por llegar, {late}. El expediente solo se consulta."
    )


def read_situacion(texts: Mapping[str, str]) -> NewSituacion:
    """Return the act in the form. Raises FormBroken."""
    form = FormReader(texts)
    act, document, ground = (form.required(each) for each in ("act", "document", "ground"))
    form.close()
    return NewSituacion(SituacionAct(act), document, ground)


class SituacionForm(Card):
    """Act, document and reason; hidden until it is asked for."""

    sent = Signal(dict)
    """The texts of the form."""

    def __init__(self) -> None:
        super().__init__(inside=12)
        self._file: ExpedienteAspirante | None = None
        self._act = ChoiceField(_tr("Qué se asienta"))
        self._document = Field(_tr("Oficio, acuerdo o sentencia"))
        self._ground = Field(_tr("Motivo"))
        self._said = Text("", wrap=True)
        self._send = danger_button(_tr("Asentar situación"), tall=True)
        self._no = Button(_tr("Dejarla como está"), tall=True)
        self._form = Form({"act": self._act, "document": self._document, "ground": self._ground})
        self.box.addWidget(Columns(self._act, self._document, self._ground))
        self.box.addWidget(self._said)
        acts = QHBoxLayout()
        acts.setSpacing(theme.SMALL)
        acts.addStretch(1)
        acts.addWidget(self._no)
        acts.addWidget(self._send)
        self.box.addLayout(acts)
        self._act.changed.connect(self._tell_effects)
        self._no.clicked.connect(self.close_form)
        self._send.clicked.connect(lambda: self.sent.emit(self._form.texts()))
        self.hide()

    def is_touched(self) -> bool:
        """Tell whether something was typed and not noted."""
        return not self.isHidden() and self._form.dirty

    def open_for(self, file: ExpedienteAspirante) -> None:
        """Open the form with what this file allows."""
        self._take(file)
        self._form.clear()
        acts = offered(file)
        if len(acts) == 1:  # a list of one entry: nothing else can be meant
            self._act.set_text(acts[0].value)
            self._form.keep()
        self._tell_effects()
        self.show()
        self._act.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(
        self, file: ExpedienteAspirante | None, errors: Mapping[str, str], working: str
    ) -> None:
        """Show the sentences of broken rules, what is being done, and the file as it is now."""
        self._send.set_working(working)
        if file is not None and not self.isHidden():
            self._take(file)
            self._tell_effects()
            self._form.show_errors(errors)

    @Slot()
    def close_form(self) -> bool:
        """Hide the form and let go of what it holds; tell whether the focus was in it."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self._form.clear()
        self.hide()
        return inside

    def _take(self, file: ExpedienteAspirante) -> None:
        self._file = file
        self._act.offer([(each.value, ACTS[each.value]) for each in offered(file)])

    @Slot()
    def _tell_effects(self) -> None:
        act = self._act.text()
        said = what_follows(self._file, SituacionAct(act)) if self._file and act else ""
        self._said.setText(said or _tr("Elija qué se asienta y lea qué sigue."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("SituacionForm", text)

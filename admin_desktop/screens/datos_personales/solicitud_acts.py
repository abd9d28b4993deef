"""The acts about a request: the button of each, and what it asks."""

from admin_desktop.parts.asking import Asking
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import ChoiceField, Field, LongField
from admin_desktop.screens.datos_personales.case_panel import CaseAct
from admin_desktop.screens.datos_personales.solicitudes_vm import (
    ANSWER,
    BY_MAIL,
    BY_OTHER,
    DROP,
    EXTEND,
    FULFIL,
    PREVENT,
    REMEDY,
    SENTIDOS,
    SolicitudesVm,
)

_WAYS = {
    BY_MAIL: "Por correo, ahora, a donde se le contesta",
    BY_OTHER: "Ya se le dijo por otro medio",
}


def acts_of(vm: SolicitudesVm) -> dict[str, CaseAct]:
    """Return each act, in the order in which their buttons stand."""
    return {
        ANSWER: _answer(vm),
        REMEDY: _remedy(vm),
        FULFIL: _fulfil(vm),
        PREVENT: _prevent(vm),
        EXTEND: _extend(vm),
        DROP: _drop(vm),
    }


def _asking(
    vm: SolicitudesVm, yes: str, *, danger: bool = False, **fields: Field | ChoiceField | LongField
) -> Asking:
    return Asking(vm, fields, yes=yes, no="Dejarla como está", danger=danger)


def _answer(vm: SolicitudesVm) -> CaseAct:
    sentido = ChoiceField("Sentido")
    sentido.offer(list(SENTIDOS.items()))
    asking = _asking(
        vm,
        "Guardar respuesta",
        sentido=sentido,
        text=LongField("Respuesta que se dio", lines=4),
        on=DateField("Contestada el"),
    )
    says = "Asiente lo que ya se le comunicó. Queda en la bitácora sin sus datos."
    return CaseAct(main_button("Contestar", tall=True), asking, says, {"on": vm.today_text})


def _extend(vm: SolicitudesVm) -> CaseAct:
    asking = _asking(vm, "Guardar prórroga", ground=Field("Motivo de la prórroga"))
    says = "El plazo se amplía una sola vez y se le comunica con su motivo."
    return CaseAct(Button("Ampliar plazo", tall=True), asking, says, {})


def _fulfil(vm: SolicitudesVm) -> CaseAct:
    asking = _asking(
        vm,
        "Guardar cumplimiento",
        text=LongField("Qué se hizo", lines=4),
        on=DateField("Cumplida el"),
    )
    button = main_button("Asentar cumplimiento", tall=True)
    says = "Diga qué se hizo con sus datos y cuándo."
    return CaseAct(button, asking, says, {"on": vm.today_text})


def _prevent(vm: SolicitudesVm) -> CaseAct:
    way, on = ChoiceField("Cómo se le dice"), DateField("Se le dijo el")
    way.offer(list(_WAYS.items()))
    asking = _asking(
        vm,
        "Guardar prevención",
        text=LongField("Qué falta", lines=3),
        way=way,
        on=on,
    )
    button = Button("Pedir lo que falta", tall=True)
    button.clicked.connect(on.show)
    way.changed.connect(lambda: on.setVisible(way.text() == BY_OTHER))
    says = "Una sola vez. No corre el plazo para contestar hasta que lo entregue."
    starts = {"way": BY_OTHER, "on": vm.today_text}
    return CaseAct(button, asking, says, starts)


def _remedy(vm: SolicitudesVm) -> CaseAct:
    asking = _asking(
        vm,
        "Guardar lo entregado",
        text=LongField("Qué entregó", lines=3),
        on=DateField("Lo entregó el"),
    )
    button = main_button("Asentar lo entregado", tall=True)
    says = "El plazo para contestar empieza de nuevo desde ese día."
    return CaseAct(button, asking, says, {"on": vm.today_text})


def _drop(vm: SolicitudesVm) -> CaseAct:
    yes, on = "Tenerla por no presentada", DateField("Desde el")
    asking = _asking(vm, yes, danger=True, on=on)
    says = "No entregó a tiempo lo que faltaba. Puede presentar otra."
    button = Button("Dar por no presentada", tall=True)
    return CaseAct(button, asking, says, {"on": vm.today_text})

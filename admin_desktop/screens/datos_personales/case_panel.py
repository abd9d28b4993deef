"""The side of a list of cases: the chosen one in full, and the acts that it waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.parts.asking import Asking
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.form import inside
from admin_desktop.parts.panels import Facts, Scrolled, Steps
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.text import Text

_WIDE, _LABEL = 400, 116


@dataclass(frozen=True, slots=True)
class CaseAct:
    """One act: its button, what it asks, and the answers that it starts with."""

    button: Button
    asking: Asking
    says: str
    starts: Mapping[str, str]


class CasePanel(SideCard):
    """Facts and buttons, or the question of one act in their place."""

    agreed = Signal(str)
    """The act that the person agreed to; `texts` says with what."""

    def __init__(self, vm: WorkingVm, acts: Mapping[str, CaseAct]) -> None:
        super().__init__(_WIDE)
        self._acts, self._open, self._vm = acts, "", vm
        self._key: object = None
        self._title, self._facts = Text("", "section", wrap=True), Facts(_LABEL)
        self._rest = self._rest_page()
        self._steps = Steps()
        self._steps.add(self._rest)
        self.box.addWidget(self._title)
        self.box.addWidget(self._steps, 1)
        for name, act in acts.items():
            self._steps.add(act.asking)
            act.button.clicked.connect(lambda _on=False, name=name: self._ask(name))
            act.asking.agreed.connect(lambda name=name: self.agreed.emit(name))
            act.asking.no.clicked.connect(self.rest)
        self._steps.show_page(self._rest)
        vm.dropped.connect(self.rest)

    @property
    def dirty(self) -> bool:
        """Tell whether a question holds something typed."""
        return any(act.asking.dirty for act in self._acts.values())

    def texts(self, act: str) -> dict[str, str]:
        """Return what was answered to the question of an act."""
        return self._acts[act].asking.texts()

    def show_case(
        self,
        key: object,
        title: str,
        facts: Sequence[tuple[str, str]],
        offered: frozenset[str],
    ) -> None:
        """Show a case, and the buttons of the acts that are `offered`.

        A question that was opened about another one is closed.
        """
        self._title.setText(title)
        self._facts.show_facts(facts)
        for name, act in self._acts.items():
            act.button.setVisible(name in offered)
        if self._open and (key != self._key or self._open not in offered):
            self.rest()
        self._key = key

    @Slot()
    def rest(self) -> None:
        """Show the facts again; what was typed is let go."""
        had, self._open = self._open, ""
        for act in self._acts.values():
            act.asking.end()
        self._steps.show_page(self._rest)
        if had and self._acts[had].button.isVisible():
            self._acts[had].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SMALL)
        inner = inside(Scrolled())
        inner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows and Page Down scroll it
        inner.setAccessibleName(self.tr("Todo lo que se sabe"))
        inner.box.addWidget(self._facts)
        inner.box.addStretch(1)
        box.addWidget(inner, 1)
        for act in self._acts.values():
            box.addWidget(act.button)
        return page

    def _ask(self, name: str) -> None:
        self._vm.dismiss()
        self._open = name
        act = self._acts[name]
        act.asking.say(act.says)
        self._steps.show_page(act.asking)
        act.asking.start(act.starts)

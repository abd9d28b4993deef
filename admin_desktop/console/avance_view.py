"""The aspirante's own figures, in three cards over the list of auxiliares (numeral 6.b)."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from admin_desktop.console.avance_vm import OwnAvanceVm
from admin_desktop.parts.bar import Share
from admin_desktop.parts.buttons import text_button
from admin_desktop.parts.figures import CountedBar, Counts
from admin_desktop.parts.panels import Card
from admin_desktop.parts.text import OneLine, Rule, Text

_FIRST_COLUMN = 4


class AvanceCards(QWidget):
    """How many count against the umbral, and what became of every apoyo received."""

    def __init__(self, vm: OwnAvanceVm) -> None:
        super().__init__()
        self._vm = vm
        self._figure, self._said = CountedBar(), Text("", "help", wrap=True)
        self._received = Text("", wrap=True)
        self._left, self._right = Counts(), Counts()
        self._none = Text(self.tr("Todavía no hay ningún resultado."), "help", wrap=True)
        self._where, self._ahead = Text("", wrap=True), Text("", "help", wrap=True)
        self._acuse = OneLine("", "help")
        self.acuses = text_button(self.tr("Ver acuses"))
        self.detail = text_button(self.tr("Ver avance en detalle"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._counted_card(), 4)
        row.addWidget(self._results_card(), 7)
        vm.changed.connect(self._show)
        self._show()

    def _counted_card(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Apoyos"), "strong"))
        card.box.addWidget(self._figure)
        card.box.addWidget(self._said)
        card.box.addStretch(1)
        card.box.addWidget(Rule())
        card.box.addWidget(self._received)
        card.box.addWidget(self._acuse)
        card.box.addWidget(self.acuses, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _results_card(self) -> Card:
        card = Card()
        card.box.addWidget(Text(self.tr("Resultados de la verificación"), "strong"))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self._left, 3)
        row.addWidget(self._right, 2)
        card.box.addWidget(self._none)
        card.box.addLayout(row)
        card.box.addStretch(1)
        card.box.addWidget(Rule())
        card.box.addWidget(self._where)
        card.box.addWidget(self._ahead)
        card.box.addWidget(self.detail, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    @Slot()
    def _show(self) -> None:
        figures = self._vm.figures
        self._acuse.setText(self._vm.newest_acuse)
        self._where.setText(self._vm.where)
        self._ahead.setText(self._vm.ahead)
        if figures is None:
            self._received.setText(self.tr("Todavía no se recibe ningún apoyo."))
            self._show_results(())
            return
        share = Share(figures.counted_share, figures.review_share)
        self._figure.show_count(figures.counted, figures.of_umbral, share)
        parts = (figures.unverified, figures.in_review, figures.not_counting)
        self._said.setText("\n".join(parts))
        self._received.setText(f"{figures.received}\n{figures.pending}")
        self._show_results(tuple(each for each in figures.results if each[1] != "0"))

    def _show_results(self, results: tuple[tuple[str, str], ...]) -> None:
        """Show the results that there are, in two columns once they are many."""
        self._none.setVisible(not results)
        self._left.show_counts(results[:_FIRST_COLUMN])
        self._right.show_counts(results[_FIRST_COLUMN:])

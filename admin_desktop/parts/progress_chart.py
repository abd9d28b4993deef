"""A total that grows day by day, its target and what may come: drawn when it is first seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from core.spanish_dates import short_day

_WIDE, _HIGH = 320, 220
_LINE = 2
_AXIS_WIDE, _AXIS_HIGH = 64, 30
_DAY_WIDTH = 96
_ABOVE = 1.15
"""How much more than the highest value the picture has room for."""


@dataclass(frozen=True, slots=True)
class DrawnProgress:
    """What is drawn: the total of each day, the target (0: none), and the band by day."""

    days: Sequence[tuple[date, int]] = ()
    target: int = 0
    band: Sequence[tuple[date, float, float]] = ()


class ProgressChart(QWidget):
    """The picture. It says itself to who does not see it, and has the colours in force."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._plot: Any = None
        self._shown = DrawnProgress()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(_WIDE, _HIGH)

    minimumSizeHint = sizeHint  # noqa: N815  Qt's name

    def show_progress(self, progress: DrawnProgress, said: str) -> None:
        """Draw `progress`; `said` is the same in words."""
        self._shown = progress
        self.setAccessibleDescription(said)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Draw it anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._plot is not None:
            self._draw()

    def _draw(self) -> None:
        if self._plot is None:
            self._plot = _empty_plot()
            self._box.addWidget(self._plot)
        plot, look = self._plot, theme.tokens()
        plot.clear()
        plot.setBackground(look.card)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(QColor(look.edge))
            axis.setTextPen(QColor(look.soft))
            axis.setStyle(tickFont=theme.font(theme.HELP))
        _fill(plot, self._shown)


def _empty_plot() -> Any:  # noqa: ANN401  pyqtgraph ships no types
    """Return a plot without anything to press: it is a picture, and its words are Spanish."""
    import pyqtgraph

    pyqtgraph.setConfigOptions(antialias=True)
    plot = pyqtgraph.PlotWidget(axisItems={"bottom": _day_axis(), "left": _count_axis()})
    plot.setMouseEnabled(x=False, y=False)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    plot.setFrameShape(plot.Shape.NoFrame)
    plot.getAxis("left").setWidth(_AXIS_WIDE)
    plot.getAxis("left").setStyle(maxTickLevel=0)
    plot.getAxis("bottom").setHeight(_AXIS_HIGH)
    return plot


def _day_axis() -> Any:  # noqa: ANN401  pyqtgraph ships no types
    import pyqtgraph

    class DayAxis(pyqtgraph.AxisItem):  # type: ignore[misc]  # untyped
        """Days as people write them."""

        def tickValues(  # noqa: N802  pyqtgraph's name
            self, least: float, most: float, size: float
        ) -> list[tuple[float, list[float]]]:
            step = max(1, -int(-(most - least) * _DAY_WIDTH // max(size, 1)))
            first = -int(-least // 1)
            return [(float(step), [float(each) for each in range(first, int(most) + 1, step)])]

        def tickStrings(  # noqa: N802  pyqtgraph's name
            self, values: list[float], _scale: float, _spacing: float
        ) -> list[str]:
            return [short_day(date.fromordinal(int(each))).rpartition(" ")[0] for each in values]

    return DayAxis(orientation="bottom")


def _count_axis() -> Any:  # noqa: ANN401  pyqtgraph ships no types
    import pyqtgraph

    class CountAxis(pyqtgraph.AxisItem):  # type: ignore[misc]  # untyped
        """Whole numbers with their commas."""

        def tickStrings(  # noqa: N802  pyqtgraph's name
            self, values: list[float], _scale: float, _spacing: float
        ) -> list[str]:
            return [f"{int(each):,}" if each == int(each) else "" for each in values]

    axis = CountAxis(orientation="left")
    axis.enableAutoSIPrefix(False)  # noqa: FBT003  pyqtgraph takes it by place
    return axis


def _fill(plot: Any, shown: DrawnProgress) -> None:  # noqa: ANN401  pyqtgraph ships no types
    import pyqtgraph

    look = theme.tokens()
    if not shown.days:
        return
    at = [day.toordinal() for day, _ in shown.days]
    totals = [total for _, total in shown.days]
    highest = max([*totals, shown.target, *(high for _, _, high in shown.band)])
    last = shown.band[-1][0].toordinal() if shown.band else at[-1]
    plot.setXRange(at[0], max(last, at[0] + 1), padding=0.01)
    plot.setYRange(0, highest * _ABOVE or 1, padding=0)
    if shown.band:
        ahead = [day.toordinal() for day, _, _ in shown.band]
        edges = [
            pyqtgraph.PlotDataItem(ahead, [each[place] for each in shown.band], pen=_dotted())
            for place in (1, 2)
        ]
        for edge in edges:
            plot.addItem(edge)
        plot.addItem(pyqtgraph.FillBetweenItem(*edges, brush=QColor(look.accent_soft)))
    if shown.target:
        pen = QPen(QColor(look.ok), _LINE, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        plot.addItem(pyqtgraph.InfiniteLine(shown.target, angle=0, pen=pen))
        label = pyqtgraph.TextItem(f"Umbral {shown.target:,}", QColor(look.ok), anchor=(0, 1))
        label.setFont(theme.font(theme.HELP))
        label.setPos(at[0], shown.target)
        plot.addItem(label, ignoreBounds=True)
    pen = QPen(QColor(look.accent), _LINE)
    pen.setCosmetic(True)
    dot = {"symbol": "o", "symbolSize": 5, "symbolBrush": QColor(look.accent), "symbolPen": None}
    plot.addItem(pyqtgraph.PlotDataItem(at, totals, pen=pen, **dot))


def _dotted() -> QPen:
    pen = QPen(QColor(theme.tokens().accent), 1, Qt.PenStyle.DotLine)
    pen.setCosmetic(True)
    return pen

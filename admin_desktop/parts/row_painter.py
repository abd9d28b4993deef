"""Draws the rows and the header of a table."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from admin_desktop.framework import theme
from admin_desktop.parts.bar import paint_bar
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.rows import CELL, Column, RowModel, TableCell
from core.qt_support import icons

_INSIDE, _NEXT, _SIGN, _GAP = 16, 4, 16, 6
_BAR_WIDTH, _BAR_HEIGHT = 80, 8
_SELECTED_BAR, _LINE = 3, 20
_WAY = 9
"""Pixels of the sign of an order."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class RowPainter(QStyledItemDelegate):
    """One cell at a time; the selected row has its bar, its ground and a bold name."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        cell = index.data(CELL)
        model = index.model()
        if not isinstance(cell, TableCell) or not isinstance(model, RowModel):
            return
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        _ground(painter, place, first=index.column() == 0, selected=selected)
        inside = place.adjusted(_INSIDE, 0, -_after(model, index.column()), -1)
        if cell.share is not None:
            _draw_share(painter, inside, cell)
        else:
            bold = selected and index.column() == 0
            _draw_words(painter, inside, cell, model.columns[index.column()], bold=bold)
        painter.restore()

    def sizeHint(  # noqa: N802  Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(80, theme.ROW)


def _after(model: RowModel, column: int) -> int:
    """Return the room after a cell: the last numbers end where the foot of the table does."""
    last = column == len(model.columns) - 1 and model.columns[column].right
    return _INSIDE if last else _NEXT


def _ground(painter: QPainter, place: QRect, *, first: bool, selected: bool) -> None:
    look = theme.tokens()
    if selected:
        painter.fillRect(place, QColor(look.accent_soft))
        if first:
            bar = QRect(place.left(), place.top(), _SELECTED_BAR, place.height())
            painter.fillRect(bar, QColor(look.accent))
    line = QRect(place.left(), place.bottom(), place.width(), 1)
    painter.fillRect(line, QColor(look.line))


def _draw_share(painter: QPainter, inside: QRect, cell: TableCell) -> None:
    if cell.share is None:
        return
    top = inside.center().y() - _BAR_HEIGHT / 2 + 1
    paint_bar(painter, QRectF(inside.left(), top, _BAR_WIDTH, _BAR_HEIGHT), cell.share)
    room = QRect(inside.left() + _BAR_WIDTH, inside.top(), 52, inside.height())
    _write(painter, room, cell.text, theme.font(theme.BODY), right=True)


def _draw_words(
    painter: QPainter, inside: QRect, cell: TableCell, column: Column, *, bold: bool
) -> None:
    if cell.mark is not Mark.NONE:
        top = inside.center().y() - _SIGN / 2 + 1
        place = QRectF(inside.left(), top, _SIGN, _SIGN)
        icons.paint(painter, cell.mark.icon, cell.mark.colour, place)
        inside = inside.adjusted(_SIGN + _GAP, 0, 0, 0)
    size = theme.CODED if column.coded else theme.BODY
    weight = theme.BOLD if bold else theme.REGULAR
    face = theme.font(size, weight, mono=column.coded)
    plain = cell.mark in (Mark.NONE, Mark.QUIET)
    ink = theme.tokens().ink if plain else cell.mark.colour
    if not cell.under:
        _write(painter, inside, cell.text, face, ink, right=column.right)
        return
    top = inside.center().y() - _LINE + 2
    upper = QRect(inside.left(), top, inside.width(), _LINE)
    _write(painter, upper, cell.text, face, ink)
    help_face, soft = theme.font(theme.HELP), theme.tokens().soft
    _write(painter, upper.translated(0, _LINE - 2), cell.under, help_face, soft)


def _write(
    painter: QPainter, room: QRect, text: str, face: QFont, ink: str = "", *, right: bool = False
) -> None:
    painter.setFont(face)
    painter.setPen(QColor(ink or theme.tokens().ink))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, side | _MIDDLE, cut)


class HeaderPainter(QHeaderView):
    """Titles of columns over a hairline, and a sign at the one that orders the rows."""

    dragged = Signal()
    """A border was let go: some column may have another width."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        super().mouseReleaseEvent(event)
        self.dragged.emit()

    def paintSection(  # noqa: N802  Qt's name
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803  Qt's name
    ) -> None:
        look, model = theme.tokens(), self.model()
        right = isinstance(model, RowModel) and model.columns[logicalIndex].right
        painter.save()
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(look.line))
        painter.setFont(theme.font(theme.HELP))
        painter.setPen(QColor(look.soft))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        title = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        after = _after(model, logicalIndex) if isinstance(model, RowModel) else _NEXT
        room = rect.adjusted(_INSIDE, 0, -after, 0)
        way = model.way(logicalIndex) if isinstance(model, RowModel) else 0
        if way:
            room = _paint_way(painter, room, title, up=way > 0, right=right)
        cut = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | _MIDDLE, cut)
        painter.restore()


def _paint_way(painter: QPainter, room: QRect, title: str, *, up: bool, right: bool) -> QRect:
    """Draw the sign of an order beside its title, and return the room that the title has then."""
    wide = min(painter.fontMetrics().horizontalAdvance(title), room.width() - _WAY - _GAP)
    left = room.right() - _WAY if right else room.left() + wide + _GAP
    middle, half = room.center().y(), _WAY / 2
    tip = half / 2 if not up else -half / 2
    corners = (
        QPointF(left, middle - tip),
        QPointF(left + _WAY, middle - tip),
        QPointF(left + half, middle + tip),
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(theme.tokens().accent))
    pen = painter.pen()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(corners)
    painter.setPen(pen)
    return room.adjusted(0, 0, -_WAY - _GAP, 0) if right else room

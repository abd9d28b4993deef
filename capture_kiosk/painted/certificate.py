"""The certificate of an emptied tablet as a page: its lines, and its text as a QR."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

_DPI = 300
_MARGIN_MM = 20
_FAMILY = "Atkinson Hyperlegible Next"


def pdf_of(title: str, lines: Sequence[str], qr: QImage) -> bytes:
    """Return a PDF of one letter page. On the GUI thread; it takes milliseconds."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    wide = writer.width()
    painter.setFont(QFont(_FAMILY, 20, QFont.Weight.DemiBold))
    painter.drawText(QRect(0, 0, wide, 200), Qt.AlignmentFlag.AlignLeft, title)
    painter.setFont(QFont(_FAMILY, 12))
    wrapped = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWrapAnywhere)
    room = QRect(0, 240, wide, 1200)
    painter.drawText(room, wrapped, "\n".join(lines))
    painter.drawImage(QRectF(0, 1500, 900, 900), qr)
    painter.end()
    buffer.close()
    return bytes(content.data())

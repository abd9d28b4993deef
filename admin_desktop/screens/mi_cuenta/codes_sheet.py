"""The codes of recovery as a page to print: it is made here and stays in memory."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

_DPI, _MARGIN_MM = 300, 25
_FAMILY, _MONO = "Atkinson Hyperlegible Next", "Atkinson Hyperlegible Mono"
_TITLE_HIGH, _ABOUT_HIGH, _CODE_HIGH = 160, 420, 130


def codes_pdf(title: str, about: str, codes: Sequence[str]) -> bytes:
    """Return a PDF of one letter page. On the GUI thread; it takes milliseconds."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    painter, wide = QPainter(writer), writer.width()
    painter.setFont(QFont(_FAMILY, 20, QFont.Weight.DemiBold))
    painter.drawText(QRect(0, 0, wide, _TITLE_HIGH), Qt.AlignmentFlag.AlignLeft, title)
    painter.setFont(QFont(_FAMILY, 12))
    wrapped = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(QRect(0, _TITLE_HIGH, wide, _ABOUT_HIGH), wrapped, about)
    painter.setFont(QFont(_MONO, 16))
    top = _TITLE_HIGH + _ABOUT_HIGH
    for number, code in enumerate(codes, 1):
        room = QRect(0, top + (number - 1) * _CODE_HIGH, wide, _CODE_HIGH)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, f"{number:>2}.  {code}")
    painter.end()
    buffer.close()
    return bytes(content.data())

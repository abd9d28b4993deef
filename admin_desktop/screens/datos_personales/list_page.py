"""The list of an area of personal data: search and act above, the chosen one at the side."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.parts.buttons import Button
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.table import Table


def list_page(search: SearchField, new: Button, table: Table, panel: QWidget) -> QWidget:
    """Return the page of both tabs' lists."""
    page = QWidget()
    top, row = QHBoxLayout(), QHBoxLayout()
    top.setSpacing(12)
    top.addWidget(search, 1)
    top.addWidget(new)
    row.setSpacing(16)
    row.addWidget(table, 1)
    row.addWidget(panel)
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(16)
    box.addLayout(top)
    box.addLayout(row, 1)
    return page

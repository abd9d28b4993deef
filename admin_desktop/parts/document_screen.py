"""A screen that turns into a document of the server, edge to edge, and back."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from admin_desktop.parts.document import DocumentView
from admin_desktop.parts.panels import ScreenPage
from admin_desktop.parts.screen import Screen


class DocumentScreen(Screen):
    """`body` is the page of every day; a document takes its place until it is closed."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.body = ScreenPage(title)
        self.document = DocumentView()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.body)
        self._pages.addWidget(self.document)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.addWidget(self._pages)
        self.document.back.connect(self.close_document)

    def open_document(self, content: bytes, title: str, file_name: str) -> None:
        """Show a document; it stays in memory unless the person keeps it."""
        self.document.show_pdf(bytes(content), title, file_name)
        self._pages.setCurrentWidget(self.document)

    @Slot()
    def close_document(self) -> None:
        """Go back to the page."""
        self._pages.setCurrentWidget(self.body)

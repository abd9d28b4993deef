"""A desk at 24 nov 2026, 10:42 in Ciudad de México, and waiting until its work is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from admin_desktop.local_time import LocalTime
from core.qt_support.background import finish_all
from tests.desk.conftest import (  # noqa: F401  fixtures are found by name
    desk,
    dressed,
    eyes,
    ready,
    server,
    signed_in,
)

NOW = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)


@dataclass(slots=True)
class SetClock:
    """A Clock that says what it was set to."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def local() -> LocalTime:
    return LocalTime(SetClock(), lambda: "America/Mexico_City")


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[], None]:
    """Let every task end and every answer reach its view model."""
    del qtbot

    def run() -> None:
        for _ in range(4):
            assert finish_all()
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()

    return run

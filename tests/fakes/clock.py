"""A clock that says what a test tells it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.fakes.apoyos import SAVED_AT


@dataclass
class SetClock:
    """A Clock that stands still until a test moves it."""

    at: datetime = SAVED_AT

    def now(self) -> datetime:
        return self.at

    def forward(self, by: timedelta) -> None:
        self.at += by

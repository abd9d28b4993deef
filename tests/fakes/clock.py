"""A clock that says what a test tells it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.fakes.apoyos import SAVED_AT


@dataclass
class SetClock:
    """A SteadyClock that stands still until time passes, or until somebody sets it (`at`)."""

    at: datetime = SAVED_AT
    gone: timedelta = field(default=timedelta(), repr=False)

    def now(self) -> datetime:
        return self.at

    def forward(self, by: timedelta) -> None:
        self.at += by
        self.gone += by

    def elapsed(self) -> timedelta:
        return self.gone

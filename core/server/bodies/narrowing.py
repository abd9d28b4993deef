"""What a request asks of a list, as the list takes it."""

from zoneinfo import ZoneInfo

from core.central.listing import Narrowed
from core.central.unit_of_work import UnitOfWork
from core.server.bodies.http_bodies import ListQuery


def narrowed(asked: ListQuery, work: UnitOfWork) -> Narrowed:
    """Return order, filter and days of a request; its days are those of the proceso's time zone."""
    published = work.procesos.latest() if any(asked.days) else None
    zone = ZoneInfo(published.proceso.time_zone if published else "UTC")
    return Narrowed(asked.sort, asked.state, asked.days, zone, asked.cursor)

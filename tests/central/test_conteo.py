"""The roll-up by vínculo and result: what is added to it, and that a migration fills it."""

from sqlalchemy import text

from core.central.apoyos.conteo import UNJUDGED, Tally, count
from core.central.database import open_database
from core.central.unit_of_work import Units
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW

_ALL = text("SELECT aspirante, auxiliar, resultado, total FROM conteo ORDER BY 1, 2, 3")


def test_changes_are_summed_and_added_by_pair_and_result(database_url: str) -> None:
    engine = open_database(database_url)
    with Units(engine, SetClock(NOW)).writing("prueba") as work:
        connection = work.session.connection()
        count(connection, [])
        one, two = ("000001", "000007"), ("000001", "000008")
        count(connection, [Tally(*each, UNJUDGED, 1) for each in (one, one, two)])
        moved = (Tally(*one, UNJUDGED, -1), Tally(*one, "Baja", 1))
        count(connection, [*moved, Tally(*two, "Baja", 1), Tally(*two, "Baja", -1)])
        assert connection.execute(_ALL).all() == [
            (*one, "", 1),
            (*one, "Baja", 1),
            (*two, "", 1),
        ]
    engine.dispose()

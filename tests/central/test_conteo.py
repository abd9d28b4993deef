"""The roll-up by vínculo and result: what is added to it, and that a migration fills it."""

from sqlalchemy import text

from core.central.apoyos.conteo import UNJUDGED, Tally, by_seccion, count
from core.central.apoyos.recount import Difference, PairKey
from core.central.database import open_database
from core.central.unit_of_work import Units
from core.domain.verification.resultado import Resultado
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW

_WHOLE = text("SELECT aspirante, resultado, total FROM conteo_aspirante ORDER BY 1, 2")
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
        assert connection.execute(_WHOLE).all() == [("000001", "", 2), ("000001", "Baja", 1)]
    engine.dispose()


def test_what_counts_is_added_by_its_seccion_too_and_nothing_else_is(database_url: str) -> None:
    engine = open_database(database_url)
    pair, found = ("000001", "000007"), Resultado.FOUND.value
    with Units(engine, SetClock(NOW)).writing("prueba") as work:
        connection = work.session.connection()
        changes = (
            Tally(*pair, found, 2, "0101"),
            Tally(*pair, found, 1, "0102"),
            Tally(*pair, found, 1),
            Tally(*pair, "Baja", 4, "0101"),
        )
        count(connection, changes)
        assert by_seccion(work.session, "000001") == {"0101": 2, "0102": 1}
        count(connection, [Tally(*pair, found, -2, "0101"), Tally(*pair, "Baja", 2, "0101")])
        assert by_seccion(work.session, "000001") == {"0102": 1}
        assert by_seccion(work.session, "000002") == {}
    engine.dispose()


def test_the_roll_up_by_seccion_is_held_against_the_records_and_mended(database_url: str) -> None:
    engine = open_database(database_url)
    pair, found = PairKey("000001", "000007"), Resultado.FOUND.value
    with Units(engine, SetClock(NOW)).writing("prueba") as work:
        count(work.session.connection(), [Tally(*pair, found, 2, "0101")])  # of no records
        whole = PairKey("000001", "")
        expected = Difference(whole, found, 2, 0, "0101")
        assert work.recount.differences(whole) == [expected]
        assert {each.pair for each in work.recount.differences()} == {whole, pair}
        work.recount.mend(pair)
        assert work.recount.differences() == [expected]
        assert work.recount.mend(whole) == [expected]
        assert work.recount.differences() == []
        assert by_seccion(work.session, "000001") == {}
    engine.dispose()


def test_an_aspirante_as_a_whole_is_held_against_its_auxiliares_and_mended_in_any_order(
    database_url: str,
) -> None:
    engine = open_database(database_url)
    with Units(engine, SetClock(NOW)).writing("prueba") as work:
        connection, whole = work.session.connection(), PairKey("000001", "")
        pair = PairKey("000001", "000007")
        count(connection, [Tally(*pair, "Baja", 2)])  # of records that there are not
        connection.execute(text("UPDATE conteo_aspirante SET total = 9"))
        found = {each.pair: (each.kept, each.counted) for each in work.recount.differences()}
        assert found == {whole: (9, 2), pair: (2, 0)}
        assert [each.pair for each in work.recount.differences(whole)] == [whole]
        assert [each.pair for each in work.recount.differences(pair)] == [pair]
        for order in ((whole, pair), (pair, whole)):
            for each in order:
                work.recount.mend(each)
            assert list(work.recount.differences()) == []
            assert connection.execute(_WHOLE).all() == [("000001", "Baja", 0)]
            count(connection, [Tally(*pair, "Baja", 2)])
            connection.execute(text("UPDATE conteo_aspirante SET total = 7"))
    engine.dispose()

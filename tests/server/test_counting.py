"""Whatever happens in whatever order: the roll-up is the records, verdicts are those of all."""

import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.verification.resultado import Resultado
from tests.apoyo_data import FIRST, SECOND
from tests.server.story import CITIZENS, PAIRS, Story, told

pytestmark = pytest.mark.logs("apoyo.worker")

_PAIR = range(len(PAIRS))
_MAY_HAPPEN: tuple[tuple[int, str, tuple[Sequence[object], ...]], ...] = (
    (8, "arrive", (_PAIR, range(2), (0, 0, 60, 1500, -600), (0, 1, 1))),
    (2, "arrive", (_PAIR, range(len(CITIZENS)), (0, 60 * 24 * 5), (1,))),
    (6, "run", ((0, 0, 1), (-1, -1, 1, 2, 3, 4, 6))),
    *((1, act, (_PAIR,)) for act in ("baja", "alta", "report", "withdraw", "change_device")),
    (2, "cut", (((), (0,), (1, 2, 4), (0, 1, 2, 3, 4)),)),
    (1, "periodo", ((-300, 0, 30),)),
    (1, "wait", ((1, 30, 200),)),
    (2, "breaks", ((1, 2, 3),)),
)
"""How often, what, and each number it is told, of these."""

Step = tuple[str, tuple[object, ...]]
FOUND, SAME, OTHER = (
    each.value for each in (Resultado.FOUND, Resultado.DUPLICATE_SAME, Resultado.DUPLICATE_OTHER)
)


def _steps() -> st.SearchStrategy[list[Step]]:
    each = [
        st.tuples(st.just(act), st.tuples(*map(st.sampled_from, numbers)))
        for often, act, numbers in _MAY_HAPPEN
        for _ in range(often)
    ]
    return st.lists(st.one_of(each), max_size=30)


def _drawn(dice: random.Random) -> Step:
    _, act, numbers = dice.choices(_MAY_HAPPEN, [often for often, *_ in _MAY_HAPPEN])[0]
    return act, tuple(dice.choice(some) for some in numbers)


def _holds(story: Story, steps: Sequence[Step]) -> None:
    for act, numbers in steps:
        getattr(story, act)(*numbers)
        assert story.differs() == []
        assert story.counted_twice() == []
    story.mend()
    assert story.run()
    assert story.verdicts() == story.judged_from_nothing()
    before = story.verdicts()
    assert story.run(whole=1)
    assert (story.verdicts(), story.differs()) == (before, [])


def test_any_sequence_is_counted_as_from_nothing(
    prepared_sqlite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @given(_steps())
    @settings(
        max_examples=settings().max_examples // 4, suppress_health_check=[HealthCheck.too_slow]
    )
    def holds(steps: list[Step]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(prepared_sqlite, Path(folder) / "apoyo.db")
            with told(f"sqlite:///{folder}/apoyo.db", monkeypatch) as story:
                _holds(story, steps)

    holds()


@pytest.fixture
def story(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    with told(database_url, monkeypatch) as one:
        yield one


def test_a_long_sequence_is_counted_so_on_both_databases(
    story: Story, request: pytest.FixtureRequest
) -> None:
    dice = random.Random(str(request.config.getoption("randomly_seed", 0)))
    _holds(story, [_drawn(dice) for _ in range(60)])


def results(story: Story) -> list[str]:
    """Return the result of each record in order of receipt, "" for none; they hold too."""
    assert story.differs() == []
    verdicts = story.verdicts()
    return [verdicts.get(name, "") for name in story.opened]


def test_of_a_citizen_the_first_counts_also_where_it_is_opened_last(story: Story) -> None:
    story.breaks(1)
    for pair in (0, 3, 3):
        story.arrive(pair, citizen=0)
    story.run()
    assert results(story) == ["", FOUND, SAME]
    story.mend()
    story.run()
    assert results(story) == [FOUND, OTHER, OTHER]
    story.arrive(1, citizen=0)
    story.run()
    assert results(story) == [FOUND, OTHER, OTHER, SAME]


def test_what_is_set_aside_again_leaves_its_place_to_the_next(story: Story) -> None:
    for pair in (0, 1, 3):
        story.arrive(pair, citizen=0)
    story.run()
    story.breaks(1)
    story.run(whole=1)
    assert results(story) == ["", FOUND, OTHER]
    story.mend()
    story.run()
    assert results(story) == [FOUND, SAME, OTHER]


def test_what_is_learnt_of_a_pair_judges_its_records_anew_and_no_others(story: Story) -> None:
    story.arrive(0, citizen=0, minutes=-600)  # its clock is ten hours fast, and is believed
    story.arrive(1, citizen=0)
    story.arrive(3, citizen=1)
    story.run()
    assert results(story) == [FOUND, SAME, FOUND]
    story.baja(0)
    story.run()
    assert results(story) == [Resultado.INCONSISTENT.value, FOUND, FOUND]
    job = story.job()
    with story.units.writing("prueba") as work:
        work.runs.ask("prueba", whole=False)
    assert job() == 0


def test_what_was_learnt_of_a_pair_and_taken_back_after_a_run_died_leaves_no_verdict(
    story: Story,
) -> None:
    story.arrive(0, citizen=0)
    story.run()
    killed, ended = 0, False
    while not ended:
        story.report(0)
        story.arrive(0, citizen=1)
        ended = story.run(killed_at=killed)
        story.withdraw(0)
        story.run()
        assert story.verdicts() == story.judged_from_nothing(), killed
        killed += 1
    assert killed > 3


def test_another_padron_judges_everything_anew(story: Story) -> None:
    for pair, citizen in ((0, 0), (1, 0), (2, 1)):
        story.arrive(pair, citizen)
    story.run()
    nobody = [Resultado.NOT_FOUND.value] * 3
    for listed, expected in (
        ((), nobody),
        ((0, 1), [FOUND, SAME, FOUND]),
        ((1,), [*nobody[:2], FOUND]),
    ):
        story.cut(listed)
        story.run()
        assert results(story) == expected


def test_killed_before_any_transaction_a_run_is_completed_by_the_next_with_the_same_totals(
    story: Story,
) -> None:
    for number in range(12):
        story.arrive(number % 4, citizen=number % 5)
    story.cut((0, 1, 3, 4))
    killed = 0
    while not story.run(whole=1, killed_at=killed + 1):
        assert story.differs() == []
        assert story.counted_twice() == []
        killed += 1
    assert killed >= 3
    with story.units.reading() as work:
        [run, *_] = work.runs.page(after=0, limit=9).items
        totals = work.verdicts.totals()
    assert (run.judged, run.by_result) == (12, totals)
    assert totals[FOUND] == 3
    assert story.verdicts() == story.judged_from_nothing()
    progress = _by_result(story, FIRST), _by_result(story, SECOND)
    assert sum(sum(each.values()) for each in progress) == 12


def _by_result(story: Story, aspirante: str) -> dict[str, int]:
    with story.units.reading() as work:
        proceso = work.procesos.current().proceso
        [shown] = work.avance.one(aspirante, proceso).items
    return shown.by_result

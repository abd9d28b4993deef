"""The worker dies before any of its transactions: what it does anew is whole, once, the same.

A mail that was handed over and not yet noted goes out again under the same Message-ID: better
twice than never.
"""

import mailbox
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import pytest

from core.central.mail.delivery import MaildirPost
from core.central.unit_of_work import UnitOfWork, Units
from core.server.jobs.acuses import AcuseJobs
from core.server.jobs.mail import MailJob
from core.server.jobs.verify import OWN_CLOCK
from tests.apoyo_data import padron_csv
from tests.apoyo_world import World, citizen
from tests.central.test_mail import IDS
from tests.server.conftest import only_sqlite
from tests.server.forgetting import forget_verdicts
from tests.server.test_verification import ONE, ROWS, THREE, TWO, avance, job, load


class _Killed(BaseException):
    """Not an Exception: nothing swallows it, as nothing survives kill -9."""


def _killed_again_and_again(patches: pytest.MonkeyPatch, work: Callable[[], int]) -> int:
    """Do `work` and die before its first transaction, its second…; return how often it died."""
    writing = Units.writing
    for allowed in count():
        left = [allowed]

        @contextmanager
        def dying(units: Units, actor: str, left: list[int] = left) -> Iterator[UnitOfWork]:
            if not left[0]:
                raise _Killed
            left[0] -= 1
            with writing(units, actor) as unit:
                yield unit

        with patches.context() as patch:
            patch.setattr(Units, "writing", dying)
            try:
                work()
            except _Killed:
                continue
        return allowed
    return 0


@only_sqlite
def test_every_mail_is_handed_over_and_a_second_time_is_the_same_mail(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in range(3):
        world.enlist(correo=f"aux{each}@muestra.invalid")
    folder = world.central.data / "maildir"
    mails = MailJob(world.central.deps, MaildirPost(folder, "apoyo@muestra.invalid", IDS))
    assert _killed_again_and_again(monkeypatch, mails) >= 1
    sent = Counter(mail["Message-ID"] for mail in mailbox.Maildir(folder))
    assert len(sent) == 3
    assert max(sent.values()) > 1
    with world.central.deps.units.reading() as work:
        page = work.outbox.page(after=0, limit=9, search="")
    assert [row.state.name for row in page.items] == ["SENT"] * 3


@only_sqlite
def test_each_envio_has_one_acuse(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tablet = world.tablet()
    for _ in range(3):
        tablet.send(tablet.record())
    assert _killed_again_and_again(monkeypatch, AcuseJobs(world.central.deps)) >= 1
    numbers = [each["number"] for each in world.console().get("/v1/acuses").json()["items"]]
    assert sorted(numbers) == [1, 2, 3]
    assert len(world.mails("acuse")) == len({text for _, text in world.mails("acuse")})


@pytest.mark.sampled(1)
def test_verdicts_are_whole_and_a_recount_from_nothing_gives_the_same_totals(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet, dice = world.tablet(), random.Random(7)
    claves = (ONE, TWO, THREE, "MSFCXX80010109M400")
    load(world, padron_csv(ROWS))
    tablet.send(*(tablet.record(apoyo=citizen(dice.choice(claves), "")) for _ in range(12)))
    assert _killed_again_and_again(monkeypatch, job(world)) >= 1
    first = avance(world)
    assert (first.received, sum(first.by_result.values())) == (12, 12)
    for openings in (False, True):
        with world.central.deps.units.writing("prueba") as work:
            forget_verdicts(work, openings=openings)
        world.central.clock.forward(OWN_CLOCK)
        assert job(world)() == 12
        assert avance(world).by_result == first.by_result

"""The contract of clocks, passwords and letters: on the real parts and on the fakes."""

from collections.abc import Callable
from datetime import UTC, timedelta

import pytest

from core.central.access.passwords import Argon2Passwords
from core.clock import SystemClock
from core.documents.letters import KINDS, letter
from core.ports.central import Letters, Passwords
from core.ports.shared import Clock, SteadyClock
from core.slow_hash import Cost
from tests.central_server import MovableClock
from tests.fakes.access import PlainPasswords
from tests.fakes.clock import SetClock
from tests.fakes.registration import a_letter


@pytest.mark.parametrize("make", [SystemClock, MovableClock, SetClock])
def test_a_clock_says_utc_and_does_not_go_back(make: Callable[[], Clock]) -> None:
    clock = make()
    first = clock.now()
    assert first.tzinfo is UTC
    assert clock.now() >= first


@pytest.mark.parametrize("make", [SystemClock, SetClock])
def test_what_passed_only_grows_though_a_clock_is_set(make: Callable[[], SteadyClock]) -> None:
    clock = make()
    first = clock.elapsed()
    if isinstance(clock, SetClock):
        clock.at -= timedelta(days=900)
        assert clock.elapsed() == first
        clock.forward(timedelta(seconds=1))
        assert clock.elapsed() == first + timedelta(seconds=1)
    assert timedelta() <= first <= clock.elapsed() < first + timedelta(days=1)


@pytest.fixture(params=["plain", "argon2"])
def passwords(request: pytest.FixtureRequest) -> Passwords:
    return PlainPasswords() if request.param == "plain" else Argon2Passwords(Cost(memory_kib=64))


@pytest.mark.parametrize("password", ["contraseña ficticia 1", "ñ 🗝 \u0301", "x" * 200])
def test_a_password_matches_what_was_kept_of_it_and_of_no_other(
    passwords: Passwords, password: str
) -> None:
    kept = passwords.keep(password)
    assert passwords.matches(password, kept)
    for other in (f"{password} ", password[:-1], "", password.swapcase()):
        assert other == password or not passwords.matches(other, kept)


def test_nothing_matches_where_nothing_was_kept(passwords: Passwords) -> None:
    for password in ("", "contraseña ficticia 1"):
        assert not passwords.matches(password, "")


def test_a_temporary_password_is_typed_in_groups_and_never_given_twice(
    passwords: Passwords,
) -> None:
    given = {passwords.temporary() for _ in range(50)}
    assert len(given) == 50
    assert all(list(map(len, each.split("-"))) == [4, 4, 4, 4] for each in given)
    assert all(each.isascii() and each == each.lower() for each in given)


@pytest.mark.parametrize("write", [letter, a_letter], ids=["templates", "memory"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_letter_has_a_subject_of_one_line_and_says_its_facts(write: Letters, kind: str) -> None:
    facts = {name: f"dato-{name}" for name in KINDS[kind]} | {"practica": "sí"}
    written = write(kind, facts)
    assert written.subject.strip()
    assert len(written.subject.splitlines()) == 1
    shown = f"{written.subject} {written.text}"
    for name in KINDS[kind] - {"practica", "id_solicitante"}:
        assert f"dato-{name}" in shown, name

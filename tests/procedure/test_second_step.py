"""The second step: a code besides the password, and nothing of it to who has the password wrong."""

import hmac
from collections.abc import Callable
from datetime import timedelta

import pytest

from core.central.access.totp import CryptographyTotp
from core.domain.access.access_errors import (
    OwnSecondStep,
    SecondCodeRefused,
    SecondCodeWrong,
    SecondStepDue,
    SecondStepOff,
    SecondStepOn,
    SecondStepOver,
    TooManySecondCodes,
    WrongAccess,
)
from core.domain.access.cuenta import AccountReason
from core.domain.access.roles import Role
from core.domain.access.segundo_paso import (
    RECOVERY_CODES,
    RecoveryCodes,
    SecondLogin,
    SegundoPaso,
    SegundoPasoCode,
)
from core.domain.access.session import Session
from core.errors import NotAllowed
from core.ports.central_access import PASSWORDS_OF_ONE, CameFrom
from core.procedure.access.guesses import GuessSecondCode
from core.procedure.access.prove_code import ProveCode
from core.procedure.access.remove_second_step import RemoveSecondStep
from core.procedure.access.second_step import (
    OfferSecondStep,
    ShowSecondStep,
    TurnOffSecondStep,
    TurnOnSecondStep,
)
from core.procedure.access.sign_in import SignInByCode
from core.procedure.access.unlock_account import UnlockAccount
from tests.fakes.registration import a_letter
from tests.procedure.test_access import PASSWORD, Door
from tests.procedure.test_staff_accounts import ANA, remove

STEP = timedelta(seconds=30)


class TwoSteps(Door):
    """Ana's sign-in asks for a code; Beto's does not."""

    def __init__(self) -> None:
        super().__init__()
        self.totp = CryptographyTotp()
        self.beto = self.another("beto", Role.REGISTRAR, correo="beto@muestra.example")
        OfferSecondStep(self.factors, self.totp)(self.accounts.by_id(ANA))
        self.recovery = self.turn_on(ANA, self.code()).codes
        self.clock.forward(STEP)

    @property
    def prove(self) -> ProveCode:
        return ProveCode(self.factors, self.totp, self.clock, self.bitacora)

    @property
    def guess_code(self) -> GuessSecondCode:
        return GuessSecondCode(self.tries, self.clock)

    def code(self, *, account: int = ANA, steps: int = 0) -> str:
        """Return what the telephone shows, so many intervals from now."""
        at = self.clock.now() + steps * STEP
        return shown(self.factors.secret(account), at.timestamp())

    def turn_on(self, account: int, code: str) -> RecoveryCodes:
        act = TurnOnSecondStep(self.accounts, self.factors, self.prove, self.bitacora)
        return act(account, SegundoPasoCode(code))

    def turn_off(self, code: str, account: int = ANA) -> SecondCodeRefused | None:
        act = TurnOffSecondStep(
            self.accounts, self.factors, self.guess_code, self.prove, self.bitacora
        )
        return act(account, SegundoPasoCode(code))

    def ticket(self, address: str = "192.0.2.1") -> str:
        """Type the right password, and return the ticket for the code."""
        due = self.sign_in("ana", address=address)
        assert isinstance(due, SecondStepDue)
        return due.facts["ticket"]

    def by_code(self, ticket: str, code: str, address: str = "192.0.2.1") -> Session | NotAllowed:
        act = SignInByCode(
            accounts=self.accounts,
            sessions=self.sessions,
            guess=self.guess_code,
            bitacora=self.bitacora,
            clock=self.clock,
            factors=self.factors,
            prove=self.prove,
            place=CameFrom("escritorio", address),
        )
        return act(SecondLogin(ticket, code))


def shown(secret: bytes, seconds: float) -> str:
    """Return the code of an instant, as RFC 6238 defines it."""
    counter = (int(seconds) // 30).to_bytes(8, "big")
    digest = hmac.digest(secret, counter, "sha1")
    at = digest[-1] & 0xF
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**6:06}"


@pytest.fixture
def door() -> TwoSteps:
    return TwoSteps()


def test_the_code_opens_what_the_password_alone_does_not(door: TwoSteps) -> None:
    before = door.sessions.given
    ticket = door.ticket()
    assert door.sessions.given == before
    session = door.by_code(ticket, f" {door.code()[:3]} {door.code()[3:]} ")
    assert isinstance(session, Session)
    assert session.name == "Ana"
    assert isinstance(door.sign_in("beto"), Session)


def test_who_has_the_password_wrong_is_told_nothing_of_it(door: TwoSteps) -> None:
    assert type(door.sign_in("ana", "otra")) is WrongAccess
    assert door.factors.tickets == {}


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_one_interval_off(door: TwoSteps, steps: int, opens: bool) -> None:  # noqa: FBT001
    door.clock.forward(2 * STEP)
    answer = door.by_code(door.ticket(), door.code(steps=steps))
    assert isinstance(answer, Session) is opens


def test_a_code_is_never_taken_twice_nor_one_from_before_it(door: TwoSteps) -> None:
    door.clock.forward(STEP)
    code, older = door.code(), door.code(steps=-1)
    assert isinstance(door.by_code(door.ticket(), code), Session)
    assert isinstance(door.by_code(door.ticket(), code), SecondCodeWrong)
    assert isinstance(door.by_code(door.ticket(), older), SecondCodeWrong)
    door.clock.forward(STEP)
    assert isinstance(door.by_code(door.ticket(), door.code()), Session)


def test_the_code_that_turned_it_on_does_not_open(door: TwoSteps) -> None:
    OfferSecondStep(door.factors, door.totp)(door.accounts.by_id(door.beto))
    code = door.code(account=door.beto)
    door.turn_on(door.beto, code)
    due = door.sign_in("beto")
    assert isinstance(due, SecondStepDue)
    assert isinstance(door.by_code(due.facts["ticket"], code), SecondCodeWrong)


def test_a_ticket_serves_once_at_its_address_for_five_minutes(door: TwoSteps) -> None:
    ticket = door.ticket()
    assert isinstance(door.by_code(ticket, door.code(), "198.51.100.7"), SecondStepOver)
    assert isinstance(door.by_code("otro", door.code()), SecondStepOver)
    assert isinstance(door.by_code(ticket, door.code()), Session)
    door.clock.forward(STEP)
    assert isinstance(door.by_code(ticket, door.code()), SecondStepOver)
    late = door.ticket()
    door.clock.forward(timedelta(minutes=5))
    assert isinstance(door.by_code(late, door.code()), SecondStepOver)


Change = Callable[[TwoSteps], None]
CHANGES: dict[str, Change] = {
    "contraseña": lambda door: door.reset(ANA, "otra ficticia 12"),
    "cierre": lambda door: door.accounts.set_closed(ANA, closed=True),
    "retiro": lambda door: remove(door, ANA, "perdió el teléfono", by=door.beto),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changes_meanwhile_ends_the_ticket(door: TwoSteps, change: Change) -> None:
    ticket, code = door.ticket(), door.code()
    change(door)
    assert isinstance(door.by_code(ticket, code), SecondStepOver)


def test_each_code_of_recovery_opens_once_and_is_told(door: TwoSteps) -> None:
    assert len(set(door.recovery)) == RECOVERY_CODES
    one = door.recovery[0]
    assert isinstance(door.by_code(door.ticket(), one.upper()), Session)
    assert ("codigo_de_recuperacion_usado", "ana") in door.bitacora.acts
    assert isinstance(door.by_code(door.ticket(), one), SecondCodeWrong)
    assert isinstance(door.by_code(door.ticket(), door.recovery[1]), Session)
    told = ShowSecondStep(door.factors)(door.accounts.by_id(ANA))
    assert told.codes_left == RECOVERY_CODES - 2
    assert not any(one in str(facts) for facts in door.bitacora.facts)


def test_wrong_codes_are_counted_wherever_they_come_from_and_the_count_decays(
    door: TwoSteps,
) -> None:
    ticket = door.ticket()
    for number in range(PASSWORDS_OF_ONE.tries):
        address = "192.0.2.1"
        if number == 0:
            address = "198.51.100.7"
        wrong = door.by_code(door.ticket(address), "000000x", address)
        assert isinstance(wrong, SecondCodeWrong)
    with pytest.raises(TooManySecondCodes) as refused:
        door.by_code(ticket, door.code())
    assert refused.value.facts["minutes"] == "5"
    with pytest.raises(TooManySecondCodes):
        door.turn_off(door.code())
    assert isinstance(door.sign_in("beto"), Session)
    door.clock.forward(PASSWORDS_OF_ONE.each)
    assert isinstance(door.by_code(door.ticket(), door.code()), Session)


def test_a_right_password_does_not_give_back_the_tries_of_codes(door: TwoSteps) -> None:
    for _ in range(PASSWORDS_OF_ONE.tries):
        door.by_code(door.ticket(), "000000x")
    with pytest.raises(TooManySecondCodes):
        door.by_code(door.ticket(), door.code())
    UnlockAccount(door.accounts, door.tries, door.bitacora)(ANA, AccountReason("lo pidió"))
    assert isinstance(door.by_code(door.ticket(), door.code()), Session)


def test_a_first_password_of_one_use_is_spent_by_the_code_alone(door: TwoSteps) -> None:
    door.reset(ANA, PASSWORD)
    door.ticket()
    session = door.by_code(door.ticket(), door.code())
    assert isinstance(session, Session)
    assert session.must_change_password
    assert not isinstance(door.sign_in("ana"), SecondStepDue)


def test_it_begins_with_a_right_code_and_not_before(door: TwoSteps) -> None:
    with pytest.raises(SecondStepOff):
        door.turn_on(door.beto, "000000")
    first = OfferSecondStep(door.factors, door.totp)(door.accounts.by_id(door.beto))
    second = OfferSecondStep(door.factors, door.totp)(door.accounts.by_id(door.beto))
    assert first != second
    assert second.uri.startswith("otpauth://totp/Apoyo%20Ciudadano:beto?")
    assert second.secret in second.uri
    with pytest.raises(SecondCodeRefused):
        door.turn_on(door.beto, door.code(account=door.beto, steps=9))
    assert isinstance(door.sign_in("beto"), Session)
    assert ShowSecondStep(door.factors)(door.accounts.by_id(door.beto)) == SegundoPaso(None, 0)
    door.turn_on(door.beto, door.code(account=door.beto))
    assert isinstance(door.sign_in("beto"), SecondStepDue)
    with pytest.raises(SecondStepOn):
        OfferSecondStep(door.factors, door.totp)(door.accounts.by_id(door.beto))
    with pytest.raises(SecondStepOn):
        door.turn_on(door.beto, door.code(account=door.beto))


def test_its_owner_ends_it_with_a_code_and_the_codes_of_recovery_go(door: TwoSteps) -> None:
    assert isinstance(door.turn_off("000000x"), SecondCodeRefused)
    assert isinstance(door.sign_in("ana"), SecondStepDue)
    assert door.turn_off(door.recovery[0]) is None
    assert isinstance(door.sign_in("ana"), Session)
    assert door.factors.of(ANA) is None
    assert door.factors.codes == {}
    with pytest.raises(SecondStepOff):
        door.turn_off(door.recovery[1])


def test_a_right_code_that_ends_it_gives_back_the_tries(door: TwoSteps) -> None:
    for _ in range(PASSWORDS_OF_ONE.tries - 1):
        door.turn_off("000000x")
    assert door.turn_off(door.recovery[0]) is None
    OfferSecondStep(door.factors, door.totp)(door.accounts.by_id(ANA))
    door.clock.forward(STEP)
    door.turn_on(ANA, door.code())
    for _ in range(PASSWORDS_OF_ONE.tries):
        assert isinstance(door.turn_off("000000x"), SecondCodeRefused)
    with pytest.raises(TooManySecondCodes):
        door.turn_off("000000x")


def test_an_administrator_takes_anothers_away_and_its_owner_is_told(door: TwoSteps) -> None:
    remove(door, door.beto, "oficio 7", by=ANA)
    assert door.bitacora.acts[-1] == ("segundo_paso_retirado", str(door.beto))
    assert door.bitacora.facts[-1] == {"fundamento": "oficio 7"}
    (mail,) = door.outbox.mails
    assert (mail.kind, mail.to) == ("segundo_paso", "beto@muestra.example")
    with pytest.raises(OwnSecondStep):
        remove(door, ANA, "oficio", by=ANA)
    assert isinstance(door.sign_in("ana"), SecondStepDue)


def test_only_one_that_is_asked_for_is_taken_away(door: TwoSteps) -> None:
    act = RemoveSecondStep(
        door.accounts, door.factors, door.outbox, door.procesos, a_letter, door.bitacora, ANA
    )
    with pytest.raises(SecondStepOff):
        act(door.beto, AccountReason("oficio"))

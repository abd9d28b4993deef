"""Who comes in: sign-in, roles, passwords, the duty; and what is published and dated."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.access.access_errors import (
    AccountBlocked,
    CurrentPasswordWrong,
    DutyTextChanged,
    LastAdministrator,
    PasswordRepeated,
    RoleNotForStaff,
    TemporaryPasswordOver,
    TooManyCodes,
    TooManyFromAddress,
    WrongAccess,
)
from core.domain.access.cuenta import (
    AccountReason,
    DutyAccepted,
    GrantedRoles,
    NewCuenta,
    PasswordChange,
    PasswordReset,
)
from core.domain.access.roles import Role
from core.domain.access.session import Login, Session
from core.domain.apoyos.acta import ActaCierre
from core.domain.apoyos.acta_errors import PeriodoAfterActa
from core.domain.errors import TextMissing
from core.domain.proceso.periodo import Periodo, PeriodoAct
from core.domain.proceso.proceso import Mode, Notice, PublishedProceso
from core.domain.proceso.proceso_errors import (
    CargoInUse,
    CargosWrong,
    DraftInReal,
    EntidadUnknown,
    ProcesoFixed,
    TimeZoneUnknown,
    UmbralWrong,
)
from core.domain.registration.registration_errors import AspiranteUnknown
from core.errors import NotAllowed, NotThere
from core.ports.central import SentPassword
from core.ports.central_access import PASSWORDS_OF_ONE, CameFrom, NewAccount
from core.procedure.access.change_password import ChangePassword, ProveChange, TryToChange
from core.procedure.access.close_account import CloseAccount
from core.procedure.access.grant_role import GrantRole
from core.procedure.access.guesses import (
    CODES,
    PASSWORDS_OF_ALL,
    GuessCode,
    GuessPassword,
)
from core.procedure.access.open_account import OpenAccount
from core.procedure.access.reset_password import ResetPassword
from core.procedure.access.sign_in import Proof, RenewSession, SignIn, TryToSignIn
from core.procedure.n01_publish_proceso import PublishProceso
from core.procedure.n05_send_access import FreshPassword
from core.procedure.n08_accept_duty import AcceptDuty, duty_of
from core.procedure.n12_set_periodo import SetPeriodo
from tests.fakes.access import MemoryAccounts, MemorySessions, MemoryTries, PlainPasswords
from tests.fakes.acta import FIGURES, MemoryActas
from tests.fakes.clock import SetClock
from tests.fakes.registration import (
    NOW,
    PROCESO,
    MemoryAspirantes,
    MemoryBitacora,
    MemoryConstancias,
    MemoryOutbox,
    MemoryPeriodos,
    MemoryProcesos,
    a_letter,
    unsigned,
)
from tests.fakes.second_step import MemorySecondFactors

PASSWORD = "contraseña ficticia"


class Door:
    """The acts of access on memory, with one administrator and one aspirante."""

    def __init__(self) -> None:
        self.clock, self.bitacora = SetClock(NOW), MemoryBitacora()
        self.accounts, self.tries = MemoryAccounts(self.clock), MemoryTries(self.clock)
        self.sessions, self.outbox = MemorySessions(self.clock), MemoryOutbox()
        self.procesos = MemoryProcesos()
        self.factors = MemorySecondFactors(self.accounts)
        admin = frozenset({Role.ADMINISTRADOR})
        own = SentPassword(f"={PASSWORD}", None, one_use=False)
        self.accounts.open(NewAccount("ana", "Ana", admin, own, must_change=False))
        sent = SentPassword(f"={PASSWORD}", NOW + timedelta(days=7), one_use=True)
        aspirante = frozenset({Role.ASPIRANTE})
        new = NewAccount(
            "sol000001", "Eva", aspirante, sent, must_change=True, id_solicitante="000001"
        )
        self.accounts.open(new)

    def sign_in(
        self, user: str, password: str = PASSWORD, address: str = "192.0.2.1"
    ) -> Session | NotAllowed:
        login, guess = Login(user, password), self.guess(address)
        kept = TryToSignIn(self.accounts, guess)(login)
        proof = Proof(PlainPasswords().matches(password, kept), kept)
        act = SignIn(
            accounts=self.accounts,
            sessions=self.sessions,
            guess=guess,
            bitacora=self.bitacora,
            clock=self.clock,
            factors=self.factors,
            place=CameFrom("escritorio", address),
        )
        return act(login, proof)

    def reset(self, account_id: int, password: str, ground: str = "la olvidó") -> None:
        """Give a password in person."""
        self.resetting(account_id, PasswordReset(ground, password))

    def resetting(self, account_id: int, asked: PasswordReset) -> None:
        text = asked.password or "temporal ficticia"
        act = ResetPassword(
            accounts=self.accounts,
            sessions=self.sessions,
            tries=self.tries,
            outbox=self.outbox,
            procesos=self.procesos,
            letters=a_letter,
            bitacora=self.bitacora,
            clock=self.clock,
            link="https://muestra.mx/",
        )
        act(account_id, asked, FreshPassword(text, f"={text}"))

    def close(self, account_id: int, *, by: int, ground: str = "se fue") -> None:
        act = CloseAccount(self.accounts, self.sessions, self.bitacora, by)
        act(account_id, AccountReason(ground))

    def another(self, user: str, *roles: Role, correo: str = "") -> int:
        """Open an account of the staff, and return its id."""
        kept = SentPassword(f"={PASSWORD}", None, one_use=False)
        new = NewAccount(
            user, user.title(), frozenset(roles), kept, must_change=False, correo=correo
        )
        return self.accounts.open(new)

    def guess(self, address: str = "192.0.2.1") -> GuessPassword:
        return GuessPassword(self.tries, self.clock, address)


@pytest.fixture
def door() -> Door:
    return Door()


def test_the_right_password_opens_and_a_wrong_one_counts(door: Door) -> None:
    assert isinstance(door.sign_in("ana", "otra"), WrongAccess)
    session = door.sign_in(" ANA ")
    assert isinstance(session, Session)
    assert session.roles == (Role.ADMINISTRADOR,)
    assert [len(each) for each in door.tries.taken.values()] == [1]  # the address's own count


def test_an_unknown_user_is_blocked_like_a_known_one(door: Door) -> None:
    for user in ("ana", "nadie"):
        for _ in range(5):
            assert isinstance(door.sign_in(user, "otra"), WrongAccess)
        with pytest.raises(AccountBlocked) as blocked:
            door.sign_in(user)
        assert blocked.value.facts == {"minutes": "5", "seconds": "300"}


def test_a_stranger_elsewhere_keeps_nobody_out(door: Door) -> None:
    for _ in range(5):
        door.sign_in("ana", "otra", "198.51.100.7")
    assert isinstance(door.sign_in("ana"), Session)
    with pytest.raises(AccountBlocked):
        door.sign_in("ana", "otra", "198.51.100.7")


def test_one_wrong_try_after_each_wait_never_adds_up(door: Door) -> None:
    for _ in range(20):
        assert isinstance(door.sign_in("ana", "otra"), WrongAccess)
        door.clock.forward(timedelta(minutes=10))
        assert isinstance(door.sign_in("ana"), Session)


def test_a_try_counts_before_it_is_compared(door: Door) -> None:
    """Five that began and never ended are five: whoever asks at once gains nothing."""
    for _ in range(5):
        TryToSignIn(door.accounts, door.guess())(Login("ana", "otra"))
    with pytest.raises(AccountBlocked):
        door.sign_in("ana")


def test_one_address_has_so_many_failures_over_all_users(door: Door) -> None:
    for number in range(PASSWORDS_OF_ALL.tries):
        assert isinstance(door.sign_in(f"persona{number}", "otra"), WrongAccess)
    with pytest.raises(TooManyFromAddress):
        door.sign_in("ana")
    assert isinstance(door.sign_in("ana", address="198.51.100.7"), Session)
    door.clock.forward(PASSWORDS_OF_ALL.each)
    for _ in range(3):  # right ones cost nothing
        assert isinstance(door.sign_in("ana"), Session)


def test_who_is_refused_for_the_address_did_not_lose_a_try_of_their_own(door: Door) -> None:
    for number in range(PASSWORDS_OF_ALL.tries):
        door.sign_in(f"persona{number}", "otra")
    for _ in range(PASSWORDS_OF_ONE.tries + 1):
        with pytest.raises(TooManyFromAddress):
            door.sign_in("ana")


def test_codes_that_exist_are_not_counted_and_others_are(door: Door) -> None:
    guess = GuessCode(door.tries, door.clock, "192.0.2.1")
    for _ in range(CODES.tries * 2):
        guess.take()
        guess.exists()
    for _ in range(CODES.tries):
        guess.take()
    with pytest.raises(TooManyCodes):
        guess.take()
    GuessCode(door.tries, door.clock, "198.51.100.7").take()
    door.clock.forward(CODES.each)
    guess.take()


def test_a_temporary_password_is_spent_by_its_login(door: Door) -> None:
    first = door.sign_in("sol000001")
    assert isinstance(first, Session)
    assert first.must_change_password
    assert first.must_accept_duty
    assert isinstance(door.sign_in("sol000001"), TemporaryPasswordOver)
    assert isinstance(door.sign_in("sol000001", "otra"), WrongAccess)


def test_a_temporary_password_is_over_after_seven_days_and_says_so(door: Door) -> None:
    door.clock.forward(timedelta(days=7) - timedelta(seconds=1))
    assert door.accounts.by_id(2).may_log_in(door.clock.now())
    door.clock.forward(timedelta(seconds=1))
    assert isinstance(door.sign_in("sol000001"), TemporaryPasswordOver)
    assert isinstance(door.sign_in("sol000001", "otra"), WrongAccess)
    assert [act for act, _ in door.bitacora.acts] == ["acceso_negado"] * 2


def test_a_first_password_of_the_staff_is_temporary_too(door: Door) -> None:
    new = NewCuenta("beto", "Beto", PASSWORD, (Role.REGISTRAR,))
    open_account = OpenAccount(door.accounts, door.bitacora, door.clock)
    number = open_account(new, f"={PASSWORD}")
    first = door.sign_in("beto")
    assert isinstance(first, Session)
    assert first.must_change_password
    assert isinstance(door.sign_in("beto"), TemporaryPasswordOver)
    door.reset(number, "otra ficticia 12")
    assert RenewSession(door.accounts, door.sessions)(first.refresh) is None
    door.clock.forward(timedelta(days=7))
    assert isinstance(door.sign_in("beto", "otra ficticia 12"), TemporaryPasswordOver)
    door.reset(number, "otra ficticia 34")
    assert isinstance(door.sign_in("beto", "otra ficticia 34"), Session)


def test_an_aspirante_gets_a_password_by_numeral_5_only(door: Door) -> None:
    with pytest.raises(RoleNotForStaff):
        door.reset(2, "otra ficticia 12")
    with pytest.raises(NotThere):
        door.reset(99, "otra ficticia 12")


def test_a_refresh_is_good_once(door: Door) -> None:
    session = door.sign_in("ana")
    assert isinstance(session, Session)
    renew = RenewSession(door.accounts, door.sessions)
    second = renew(session.refresh)
    assert second is not None
    assert renew(session.refresh) is None
    assert renew(second.refresh) is None


def test_changing_a_password_asks_for_the_present_one(door: Door) -> None:
    account = door.accounts.by_id(2)
    prove = ProveChange(PlainPasswords())
    with pytest.raises(CurrentPasswordWrong):
        prove(account, PasswordChange("otra", "una nueva ficticia"))
    with pytest.raises(PasswordRepeated):
        TryToChange(door.guess())(account, PasswordChange(PASSWORD, PASSWORD))
    kept = prove(account, PasswordChange(PASSWORD, "una nueva ficticia"))
    session, other = door.sessions.open(2), door.sessions.open(2)
    change = ChangePassword(door.accounts, door.sessions, door.guess(), door.bitacora)
    change(account, kept, session.token)
    assert door.sessions.renew(other.refresh) is None
    assert door.sessions.renew(session.refresh) is not None
    assert not door.accounts.by_id(2).must_change
    with pytest.raises(CurrentPasswordWrong):
        change(account, kept, session.token)


def test_a_change_shares_its_tries_with_the_door(door: Door) -> None:
    account, guess = door.accounts.by_id(1), door.guess()
    wrong = PasswordChange("otra", "una nueva ficticia")
    for _ in range(4):
        TryToChange(guess)(account, wrong)
    assert isinstance(door.sign_in("ana", "otra"), WrongAccess)
    with pytest.raises(AccountBlocked):
        TryToChange(guess)(account, wrong)
    with pytest.raises(AccountBlocked):
        door.sign_in("ana")


def test_roles_are_of_the_staff_and_somebody_always_administers(door: Door) -> None:
    grant = GrantRole(door.accounts, door.bitacora)
    with pytest.raises(LastAdministrator):
        grant(1, GrantedRoles((Role.INE,), "oficio"))
    with pytest.raises(RoleNotForStaff):
        grant(2, GrantedRoles((Role.INE,), "oficio"))
    new = NewCuenta("beto", "Beto", PASSWORD, (Role.ADMINISTRADOR,))
    OpenAccount(door.accounts, door.bitacora, door.clock)(new, "=x")
    grant(1, GrantedRoles((Role.INE, Role.REGISTRAR), "oficio"))
    assert door.accounts.by_id(1).roles == {Role.INE, Role.REGISTRAR}
    foreign = NewCuenta("eva", "Eva", PASSWORD, (Role.DEVICE,))
    with pytest.raises(RoleNotForStaff):
        OpenAccount(door.accounts, door.bitacora, door.clock)(foreign, "=x")


def test_the_duty_is_accepted_in_its_very_text(door: Door) -> None:
    procesos = MemoryProcesos([PublishedProceso(3, NOW, PROCESO, (), "llave")])
    accept = AcceptDuty(door.accounts, door.bitacora, procesos)
    with pytest.raises(DutyTextChanged):
        accept(2, DutyAccepted("0" * 64))
    duty = duty_of(door.accounts.by_id(2), procesos)
    assert accept(2, DutyAccepted(duty.sha256)).accepted_at == NOW
    door.clock.forward(timedelta(hours=1))
    assert accept(2, DutyAccepted(duty.sha256)).accepted_at == NOW
    assert door.bitacora.acts == [("deber_aceptado", "000001")]


class Board:
    """The acts of numerals 1 and 12 on memory."""

    def __init__(self) -> None:
        self.procesos, self.periodos = MemoryProcesos(), MemoryPeriodos()
        self.bitacora = bitacora = MemoryBitacora()
        self.publish = PublishProceso(
            self.procesos, self.periodos, bitacora, SetClock(NOW), unsigned, "llave"
        )
        self.actas = MemoryActas()
        aspirantes = MemoryAspirantes(MemoryConstancias())
        self.set_periodo = SetPeriodo(self.periodos, aspirantes, self.actas, bitacora, self.publish)


def test_each_act_that_sets_dates_publishes_a_version() -> None:
    board = Board()
    board.publish(PROCESO)
    dates = Periodo(NOW, NOW + timedelta(days=30), NOW + timedelta(days=31), "artículo 8")
    board.set_periodo(PeriodoAct("gubernatura", "", dates, "ACU-1"))
    newest = board.procesos.current()
    assert (newest.version, [act.version for act in newest.periodos]) == (2, [1])
    assert board.bitacora.acts[-2:] == [
        ("periodo_fijado", "gubernatura"),
        ("proceso_publicado", PROCESO.id),
    ]
    assert board.bitacora.facts[-2]["acuerdo"] == "ACU-1"
    with pytest.raises(AspiranteUnknown):
        board.set_periodo(PeriodoAct("gubernatura", "000009", dates, "ACU-2"))
    for act, field in (
        (PeriodoAct("gubernatura", "", replace(dates, ground=" "), "ACU-2"), "periodo.ground"),
        (PeriodoAct("gubernatura", "", dates, " "), "agreement"),
    ):
        with pytest.raises(TextMissing) as missing:
            board.set_periodo(act)
        assert missing.value.field == field


def test_dates_of_a_cargo_wait_for_no_acta_of_who_has_dates_of_their_own() -> None:
    board = Board()
    board.publish(PROCESO)
    dates = Periodo(NOW, NOW + timedelta(days=30), NOW + timedelta(days=31), "artículo 8")
    later = replace(dates, starts_at=NOW + timedelta(days=1))
    for number in ("000001", "000002"):
        acta = ActaCierre(number, "gubernatura", dates, FIGURES, NOW, "eva")
        board.actas.kept[number] = acta
    board.periodos.add(PeriodoAct("gubernatura", "000001", dates, "SENTENCIA/1"))
    with pytest.raises(PeriodoAfterActa) as refused:
        board.set_periodo(PeriodoAct("gubernatura", "", later, "ACU-2"))
    assert refused.value.facts == {"aspirantes": "000002"}
    del board.actas.kept["000002"]
    board.set_periodo(PeriodoAct("gubernatura", "", later, "ACU-2"))


_WRONG = {
    "name": (TextMissing, {"name": " "}),
    "agreement": (TextMissing, {"agreement": ""}),
    "notice": (TextMissing, {"notice": Notice("1", "")}),
    "people_notice": (TextMissing, {"people_notice": Notice("", "Texto")}),
    "no cargo": (CargosWrong, {"cargos": ()}),
    "twice": (CargosWrong, {"cargos": (PROCESO.cargos[0],) * 2}),
    "entidad": (EntidadUnknown, {"entidad": "99"}),
    "cargo": (UmbralWrong, {"cargos": (replace(PROCESO.cargos[0], umbral=0),)}),
    "hour": (TimeZoneUnknown, {"time_zone": "MUESTRA/Nada"}),
}


@pytest.mark.parametrize("wrong", _WRONG)
def test_a_proceso_that_is_wrong_leaves_the_one_before_in_force(wrong: str) -> None:
    board = Board()
    board.publish(PROCESO)
    error, changed = _WRONG[wrong]
    with pytest.raises(error):
        board.publish(replace(PROCESO, **changed))  # type: ignore[arg-type]
    assert board.procesos.current().version == 1


def test_a_draft_is_published_for_practice_and_never_for_real() -> None:
    draft = replace(PROCESO, notice=Notice("1", "BORRADOR. Aviso de MUESTRA"))
    Board().publish(replace(draft, mode=Mode.PRACTICA))
    with pytest.raises(DraftInReal):
        Board().publish(replace(draft, mode=Mode.REAL))


def test_what_a_published_proceso_is_stays() -> None:
    board = Board()
    board.publish(PROCESO)
    with pytest.raises(ProcesoFixed):
        board.publish(replace(PROCESO, mode=Mode.REAL))
    board.procesos.in_use = frozenset({"gubernatura"})
    with pytest.raises(CargoInUse):
        board.publish(replace(PROCESO, cargos=(replace(PROCESO.cargos[0], id="otro"),)))
    board.publish(replace(PROCESO, authorised_apps=("a" * 64,)))
    assert board.procesos.current().version == 2

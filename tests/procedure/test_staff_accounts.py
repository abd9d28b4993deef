"""What an administrator does with an account of the staff, each with its reason."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.domain.access.access_errors import (
    AccountBlocked,
    AccountClosed,
    AccountWithoutMail,
    AlreadyClosed,
    LastAdministrator,
    NotClosed,
    OwnAccount,
    RoleNotForStaff,
)
from core.domain.access.cuenta import AccountReason, CorreoOfAccount, GrantedRoles, PasswordReset
from core.domain.access.roles import Role
from core.domain.access.session import Session
from core.domain.errors import TextMissing
from core.domain.proceso.proceso import Mode, PublishedProceso
from core.errors import NotThere
from core.ports.central_access import PASSWORDS_OF_ONE
from core.procedure.access.close_account import ReopenAccount
from core.procedure.access.grant_role import GrantRole
from core.procedure.access.letter_head import letter_head
from core.procedure.access.remove_second_step import RemoveSecondStep
from core.procedure.access.set_account_correo import SetAccountCorreo
from core.procedure.access.sign_in import RenewSession
from core.procedure.access.unlock_account import UnlockAccount
from tests.fakes.registration import NOW, PROCESO, a_letter, unsigned
from tests.procedure.test_access import PASSWORD, Door

ANA, EVA_ASPIRANTE = 1, 2


@pytest.fixture
def door() -> Door:
    return Door()


def test_a_closed_account_opens_no_session_and_those_it_had_end(door: Door) -> None:
    """Who does not have the password does not learn that it is closed."""
    beto = door.another("beto", Role.REGISTRAR)
    session = door.sign_in("beto")
    assert isinstance(session, Session)
    door.close(beto, by=ANA)
    assert RenewSession(door.accounts, door.sessions)(session.refresh) is None
    assert isinstance(door.sign_in("beto"), AccountClosed)
    assert not isinstance(door.sign_in("beto", "otra"), AccountClosed)
    ReopenAccount(door.accounts, door.bitacora)(beto, AccountReason("volvió"))
    assert door.bitacora.acts[-1] == ("cuenta_reabierta", str(beto))
    assert door.bitacora.facts[-1] == {"fundamento": "volvió"}
    assert isinstance(door.sign_in("beto"), Session)
    assert door.bitacora.acts[1] == ("cuenta_cerrada", str(beto))
    assert door.bitacora.facts[1] == {"fundamento": "se fue"}


def test_the_last_administrator_is_not_closed_and_nobody_closes_themselves(door: Door) -> None:
    with pytest.raises(LastAdministrator):
        door.close(ANA, by=ANA)
    beto = door.another("beto", Role.ADMINISTRADOR)
    with pytest.raises(OwnAccount):
        door.close(beto, by=beto)
    door.close(beto, by=ANA)
    with pytest.raises(LastAdministrator):
        door.close(ANA, by=beto)  # two who close each other: the second finds only one left
    with pytest.raises(LastAdministrator):
        GrantRole(door.accounts, door.bitacora)(ANA, GrantedRoles((Role.AUDITOR,), "oficio"))


def remove(door: Door, account: int, ground: str, by: int = ANA) -> None:
    """Take the second step away from an account, that has one."""
    if account in door.accounts.kept and not door.accounts.by_id(account).second_step_at:
        door.factors.offer(account)
        door.factors.turn_on(account)
    act = RemoveSecondStep(
        accounts=door.accounts,
        factors=door.factors,
        outbox=door.outbox,
        procesos=door.procesos,
        letters=a_letter,
        bitacora=door.bitacora,
        by=by,
    )
    act(account, AccountReason(ground))


Act = Callable[[Door, int, str], None]
ACTS: dict[str, Act] = {
    "cierre": lambda door, account, ground: door.close(account, by=ANA, ground=ground),
    "contraseña": lambda door, account, ground: door.reset(account, "otra ficticia 12", ground),
    "correo": lambda door, account, ground: SetAccountCorreo(door.accounts, door.bitacora)(
        account, CorreoOfAccount("beto@muestra.example", ground)
    ),
    "desbloqueo": lambda door, account, ground: UnlockAccount(
        door.accounts, door.tries, door.bitacora
    )(account, AccountReason(ground)),
    "segundo paso": remove,
    "papeles": lambda door, account, ground: GrantRole(door.accounts, door.bitacora)(
        account, GrantedRoles((Role.INE,), ground)
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_act_needs_its_reason_and_an_open_account_of_the_staff(door: Door, act: Act) -> None:
    beto = door.another("beto", Role.REGISTRAR)
    with pytest.raises(TextMissing) as missing:
        act(door, beto, " ")
    assert missing.value.field == "ground"
    with pytest.raises(RoleNotForStaff):
        act(door, EVA_ASPIRANTE, "oficio")
    with pytest.raises(NotThere):
        act(door, 99, "oficio")
    assert door.bitacora.acts == []
    door.close(beto, by=ANA)
    with pytest.raises(AlreadyClosed):
        act(door, beto, "oficio")


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_act_keeps_its_reason(door: Door, act: Act) -> None:
    act(door, door.another("beto", Role.REGISTRAR), "oficio 12 ficticio")
    assert door.bitacora.facts[-1]["fundamento"] == "oficio 12 ficticio"


def test_what_is_kept_of_roles_and_of_an_address(door: Door) -> None:
    beto = door.another("beto", Role.REGISTRAR)
    given = GrantedRoles((Role.MESA, Role.INE), "oficio")
    GrantRole(door.accounts, door.bitacora)(beto, given)
    assert door.accounts.by_id(beto).roles == {Role.INE, Role.MESA}
    assert door.bitacora.facts[-1]["papeles"] == "ine,mesa"
    typed = CorreoOfAccount(" Beto@MUESTRA.example", "oficio")
    SetAccountCorreo(door.accounts, door.bitacora)(beto, typed)
    assert door.accounts.by_id(beto).correo == "beto@muestra.example"
    assert door.bitacora.facts[-1] == {"fundamento": "oficio"}


def test_only_a_closed_account_is_opened_again(door: Door) -> None:
    with pytest.raises(NotClosed):
        ReopenAccount(door.accounts, door.bitacora)(ANA, AccountReason("oficio"))


def test_who_was_kept_out_is_let_in_again_from_everywhere(door: Door) -> None:
    beto = door.another("beto", Role.REGISTRAR)
    for address in ("192.0.2.1", "198.51.100.7"):
        for _ in range(PASSWORDS_OF_ONE.tries):
            door.sign_in(" Beto ", "otra", address)
        with pytest.raises(AccountBlocked):
            door.sign_in("beto", address=address)
    for _ in range(PASSWORDS_OF_ONE.tries):
        door.sign_in("ana", "otra")
    UnlockAccount(door.accounts, door.tries, door.bitacora)(beto, AccountReason("lo pidió"))
    assert isinstance(door.sign_in("beto", address="192.0.2.1"), Session)
    assert isinstance(door.sign_in("beto", address="198.51.100.7"), Session)
    with pytest.raises(AccountBlocked):
        door.sign_in("ana")


def test_a_new_password_opens_at_once_to_who_was_kept_out(door: Door) -> None:
    beto = door.another("beto", Role.REGISTRAR)
    for _ in range(PASSWORDS_OF_ONE.tries):
        door.sign_in("beto", "otra")
    door.reset(beto, "en persona ficticia")
    assert isinstance(door.sign_in("beto", "en persona ficticia"), Session)


@pytest.mark.parametrize(("mode", "mark"), [(Mode.PRACTICA, "sí"), (Mode.REAL, "")])
def test_the_letter_of_a_password_is_the_institutos_and_says_where_it_is_practice(
    door: Door, mode: Mode, mark: str
) -> None:
    assert letter_head(None)["instituto"] == "Apoyo Ciudadano"
    head = letter_head(replace(PROCESO, mode=mode))
    assert head == {"instituto": PROCESO.instituto, "proceso": PROCESO.name, "practica": mark}
    reached = door.another("celia", Role.INE, correo="celia@muestra.example")
    door.procesos.publish(PublishedProceso(1, NOW, PROCESO, (), "llave"), unsigned(None, None))
    door.resetting(reached, PasswordReset("la olvidó"))
    assert PROCESO.instituto in door.outbox.mails[-1].letter.text


def test_a_password_is_mailed_where_there_is_an_address_and_only_there(door: Door) -> None:
    beto = door.another("beto", Role.REGISTRAR)
    with pytest.raises(AccountWithoutMail):
        door.resetting(beto, PasswordReset("la olvidó"))
    reached = door.another("celia", Role.INE, correo="celia@muestra.example")
    session = door.sign_in("celia")
    assert isinstance(session, Session)
    door.resetting(reached, PasswordReset("la olvidó"))
    door.resetting(reached, PasswordReset("otra vez"))
    mail = door.outbox.mails[-1]
    assert (mail.to, mail.secret, len(door.outbox.waiting)) == ("celia@muestra.example", True, 1)
    assert "temporal ficticia" in mail.letter.text
    assert RenewSession(door.accounts, door.sessions)(session.refresh) is None
    assert not isinstance(door.sign_in("celia", PASSWORD), Session)
    again = door.sign_in("celia", "temporal ficticia")
    assert isinstance(again, Session)
    assert again.must_change_password
    door.reset(reached, "en persona ficticia")
    assert len(door.outbox.mails) == 2
    assert door.outbox.waiting == {}

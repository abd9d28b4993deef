"""Numeral 5: what a new access makes of the former one, and when what is secret ends."""

from datetime import timedelta

import pytest

from core.central.access.links import LINK_LASTS
from core.central.access.sessions import SESSION_LASTS, TOKEN_LASTS
from core.central.access.tablet_sessions import NONCE_LASTS
from core.domain.registration.aspirante import NewCorreo
from core.ports.central import PASSWORD_LASTS
from core.ports.central_vinculos import CODE_LASTS
from core.procedure.access.correct_correo import CorrectCorreo
from core.procedure.n05_send_access import KIND, FreshPassword
from tests.procedure.test_n04_register_aspirante import Office


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_new_access_leaves_nothing_of_the_former(office: Office) -> None:
    known = office.register()
    account = office.accounts.of_aspirante(known.id_solicitante)
    session = office.sessions.open(account.id)
    act = CorrectCorreo(office.aspirantes, office.bitacora, office.send_access())
    act(known.id_solicitante, NewCorreo("otra@muestra.example"), FreshPassword("dos", "=dos"))
    assert office.sessions.renew(session.refresh) is None
    assert [mail.to for mail in office.outbox.waiting.values()] == ["otra@muestra.example"]
    assert office.outbox.voided == [(KIND, known.id_solicitante)] * 2
    assert office.bitacora.acts[-2:] == [
        ("correo_corregido", known.id_solicitante),
        ("acceso_enviado", known.id_solicitante),
    ]
    assert office.bitacora.facts[-2:] == [{}, {}], "neither address nor password"
    again = office.accounts.of_aspirante(known.id_solicitante)
    assert (again.id, again.kept, again.must_change) == (account.id, "=dos", True)


def test_every_mail_with_a_password_is_wiped_once_it_is_sent(office: Office) -> None:
    office.register()
    (mail,) = office.outbox.mails
    assert mail.kind == KIND
    assert mail.secret


@pytest.mark.parametrize(
    ("lasts", "agreed"),
    [
        (PASSWORD_LASTS, timedelta(days=7)),
        (CODE_LASTS, timedelta(days=7)),
        (LINK_LASTS, timedelta(days=14)),
        (SESSION_LASTS, timedelta(hours=12)),
        (TOKEN_LASTS, timedelta(minutes=15)),
        (NONCE_LASTS, timedelta(minutes=1)),
    ],
)
def test_whatever_is_secret_ends_when_it_was_agreed(lasts: timedelta, agreed: timedelta) -> None:
    assert lasts == agreed

"""Numerals 6 and 7: an alta is an invitation; what accepts and ends it, and what is sent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.access.access_errors import LinkOver
from core.domain.apoyos.apoyo_errors import (
    AlreadyEnlisted,
    AltaKeyReused,
    AspiranteTaken,
    AuxiliarUnderAge,
    CodeUnknown,
    DeviceVoided,
    VinculoAccepted,
    VinculoOver,
)
from core.domain.proceso.proceso import ProcesoSettings
from core.domain.registration.auxiliar import Baja, VinculoState
from core.domain.registration.invitacion import DECLINED, InvitationAnswer
from core.errors import NotThere
from core.procedure.n07_send_activation import NO_CODE
from tests.apoyo_data import FIRST, SECOND, a_proceso, an_alta
from tests.fakes.office import Office
from tests.fakes.registration import NOW

YES, NO = InvitationAnswer(accepts=True), InvitationAnswer(accepts=False)


@pytest.fixture
def office() -> Office:
    return Office()


def test_an_alta_is_an_invitation_with_a_code_mailed_to_the_auxiliar_alone(office: Office) -> None:
    vinculo = office.enlist()
    assert vinculo.state is VinculoState.PENDING
    assert office.bitacora.acts == [
        ("auxiliar_alta", vinculo.id),
        ("codigo_enviado", vinculo.id),
    ]
    assert office.bitacora.facts == [
        {"auxiliar": vinculo.auxiliar, "aspirante": FIRST},
        {"auxiliar": vinculo.auxiliar},
    ], "and never the code"
    (mail,) = office.outbox.mails
    assert (mail.kind, mail.to, mail.about) == ("activacion", an_alta().correo, vinculo.id)
    assert mail.secret
    assert f"codigo: en grupos {office.last_code}" in mail.letter.text
    assert [each.content for each in mail.attachments] == [b"QR"]
    assert office.codes.read(office.last_code).vinculo == vinculo.id
    assert office.links.about("invitacion", office.last_link) == vinculo.id


def test_the_same_alta_again_is_the_same_vinculo_and_mails_nothing(office: Office) -> None:
    first = office.enlist()
    assert office.enlist() == first
    assert len(office.outbox.mails) == 1
    assert office.acts == ["auxiliar_alta", "codigo_enviado"]
    with pytest.raises(AltaKeyReused):
        office.enlist(alta=an_alta(telefono="7470000009"))
    assert office.enlist(SECOND).id != first.id  # a key is its aspirante's own


@pytest.mark.parametrize("born", [date(2008, 11, 25), date(2026, 1, 1)])
def test_who_is_not_18_is_not_enlisted(office: Office, born: date) -> None:
    with pytest.raises(AuxiliarUnderAge):
        office.enlist(alta=an_alta(fecha_nacimiento=born))
    assert not office.vinculos.people
    assert not office.outbox.mails
    assert not office.acts


def test_who_is_18_today_where_the_proceso_is_is_enlisted(office: Office) -> None:
    office.clock.at = NOW.replace(hour=5)  # the 23rd, in Mexico City
    with pytest.raises(AuxiliarUnderAge):
        office.enlist(alta=an_alta(fecha_nacimiento=date(2008, 11, 24)))
    office.clock.at = NOW
    assert office.enlist(alta=an_alta(fecha_nacimiento=date(2008, 11, 24)))


def test_an_aspirante_who_is_none_enlists_nobody(office: Office) -> None:
    with pytest.raises(NotThere):
        office.enlist("000009")
    assert not office.vinculos.people


@pytest.mark.parametrize("accepted", [False, True])
def test_nobody_is_enlisted_twice_by_the_same_aspirante(office: Office, accepted: bool) -> None:  # noqa: FBT001  a case
    vinculo = office.enlist()
    if accepted:
        office.accepting(vinculo.id)
    with pytest.raises(AlreadyEnlisted):
        office.enlist(key="llave-2", alta=an_alta(correo="AUXILIA@muestra.invalid"))
    office.ending(FIRST, vinculo.id, Baja("terminó"))
    assert office.enlist(key="llave-2").auxiliar == vinculo.auxiliar


def test_who_can_work_already_is_told_also_for_and_gets_no_code(office: Office) -> None:
    _, device = office.tablet()
    second = office.enlist(SECOND)
    mail = office.outbox.mails[-1]
    assert (mail.kind, mail.about, mail.attachments) == ("tambien_para", second.id, ())
    assert office.invited[-1] == NO_CODE  # its time is spent all the same
    assert office.links.about("invitacion", office.last_link) == second.id
    assert office.devices.active(second.auxiliar) == device
    assert second.state is VinculoState.PENDING


def test_an_invitation_is_sent_again_as_it_was(office: Office) -> None:
    vinculo = office.enlist()
    former = office.last_code
    office.changing.send_code(FIRST, vinculo.id)
    assert office.outbox.mails[-1].kind == "activacion"
    assert office.last_code != former
    office.accepting(vinculo.id)
    office.admit()
    second = office.enlist(SECOND)
    office.changing.send_code(SECOND, second.id)
    mail = office.outbox.mails[-1]
    assert (mail.kind, mail.about, mail.attachments) == ("tambien_para", second.id, ())


def test_accepting_takes_the_auxiliars_own_act_and_twice_is_once(office: Office) -> None:
    vinculo = office.enlist()
    accepted = office.accepting(vinculo.id)
    assert accepted.state is VinculoState.ACCEPTED
    assert office.accepting(vinculo.id) == accepted
    assert office.acts.count("vinculo_aceptado") == 1
    with pytest.raises(LinkOver):
        office.links.about("invitacion", office.last_link)
    with pytest.raises(NotThere):
        office.accepting("v99")


def test_one_aspirante_only_where_the_proceso_says_so() -> None:
    office = Office(replace(a_proceso(), readings=ProcesoSettings(several_aspirantes=False)))
    office.accepting(office.enlist().id)
    second = office.enlist(SECOND)
    with pytest.raises(AspiranteTaken):
        office.accepting(second.id)
    assert office.vinculos.by_id(second.id).state is VinculoState.PENDING
    assert Office().proceso.readings.several_aspirantes


def test_declining_ends_it_for_good_and_its_code_is_worth_nothing(office: Office) -> None:
    vinculo, code = office.enlist(), office.last_code
    declined = office.accepting.decline(vinculo.id)
    assert (declined.state, declined.end_reason) == (VinculoState.ENDED, DECLINED)
    assert office.acts[-1] == "vinculo_no_aceptado"
    with pytest.raises(CodeUnknown):
        office.codes.read(code)
    for act in (office.accepting, office.accepting.decline):
        with pytest.raises(VinculoOver):
            act(vinculo.id)
    taken = office.enlist(SECOND)
    office.accepting(taken.id)
    with pytest.raises(VinculoAccepted):
        office.accepting.decline(taken.id)


def test_a_baja_is_the_aspirantes_own_final_and_voids_code_and_link(office: Office) -> None:
    vinculo, code, link = office.enlist(), office.last_code, office.last_link
    with pytest.raises(NotThere):
        office.ending(SECOND, vinculo.id, Baja("terminó"))
    ended = office.ending(FIRST, vinculo.id, Baja("terminó"))
    assert (ended.ended_at, ended.end_reason) == (office.clock.now(), "terminó")
    assert office.bitacora.acts[-1] == ("vinculo_baja", vinculo.id)
    with pytest.raises(CodeUnknown):
        office.codes.read(code)
    with pytest.raises(LinkOver):
        office.links.about("invitacion", link)
    with pytest.raises(VinculoOver):
        office.ending(FIRST, vinculo.id, Baja("otra vez"))
    assert office.acts.count("vinculo_baja") == 1


def test_a_new_code_voids_the_former_and_its_mail_and_spares_the_tablet(office: Office) -> None:
    vinculo, device = office.tablet()
    office.activation(vinculo)
    former = office.last_code
    office.activation(vinculo, "cambio")
    with pytest.raises(CodeUnknown):
        office.codes.read(former)
    assert office.codes.read(office.last_code).replaces == "cambio"
    assert ("activacion", vinculo.id) in office.outbox.voided
    assert office.devices.active(vinculo.auxiliar) == device
    assert "liga: \n" in office.outbox.mails[-1].letter.text + "\n"  # accepted: nothing to answer


def test_a_link_answers_once_and_a_code_follows_where_one_is_needed(office: Office) -> None:
    vinculo, link = office.enlist(), office.last_link
    assert not office.answering.shown(link).accepted
    office.clock.forward(timedelta(days=8))  # the code is over, the link is not
    assert office.answering.by_link(link, YES).state is VinculoState.ACCEPTED
    assert office.codes.read(office.last_code).vinculo == vinculo.id
    assert len(office.outbox.mails) == 2
    for answer in (YES, NO):
        with pytest.raises(LinkOver):
            office.answering.by_link(link, answer)


def test_a_link_that_declines_sends_nothing(office: Office) -> None:
    office.enlist()
    assert office.answering.by_link(office.last_link, NO).state is VinculoState.ENDED
    assert len(office.outbox.mails) == 1


def test_on_a_tablet_only_its_own_auxiliar_answers_and_none_that_was_reported(
    office: Office,
) -> None:
    vinculo, device = office.tablet()
    mine = office.enlist(SECOND)
    theirs = office.enlist(key="llave-2", alta=an_alta(correo="otra@muestra.invalid"))
    with pytest.raises(NotThere):
        office.answering.by_device(device, theirs.id, YES)
    office.reports.add(device.id, vinculo)
    with pytest.raises(DeviceVoided):
        office.answering.by_device(device, mine.id, YES)
    office.reports.withdraw(device.id)
    assert office.answering.by_device(device, mine.id, YES).state is VinculoState.ACCEPTED
    office.devices.void(device.id, "cambio")
    voided = office.devices.kept[device.id]
    with pytest.raises(DeviceVoided):
        office.answering.by_device(voided, mine.id, NO)

"""Numeral 8: the duty is accepted in its very text, and a new text needs a new acceptance."""

from dataclasses import replace

import pytest

from core.domain.access.access_errors import DutyTextChanged
from core.domain.access.cuenta import DutyAccepted
from core.domain.proceso.proceso import PublishedProceso
from core.procedure.n08_accept_duty import AcceptDuty, duty_of
from tests.fakes.registration import NOW, PROCESO, MemoryProcesos
from tests.procedure.test_access import Door


def test_another_text_is_not_accepted_by_the_former_acceptance() -> None:
    door = Door()
    first = MemoryProcesos([PublishedProceso(3, NOW, PROCESO, (), "llave")])
    changed = replace(PROCESO, duty_text=f"{PROCESO.duty_text} Y además otra cosa.")
    second = MemoryProcesos([PublishedProceso(4, NOW, changed, (), "llave")])
    duty = duty_of(door.accounts.by_id(2), first)
    AcceptDuty(door.accounts, door.bitacora, first)(2, DutyAccepted(duty.sha256))
    anew = duty_of(door.accounts.by_id(2), second)
    assert (anew.text, anew.accepted_at) == (changed.duty_text, None)
    accept = AcceptDuty(door.accounts, door.bitacora, second)
    with pytest.raises(DutyTextChanged):
        accept(2, DutyAccepted(duty.sha256))
    assert accept(2, DutyAccepted(anew.sha256)).accepted_at == NOW
    assert [act for act, _ in door.bitacora.acts] == ["deber_aceptado"] * 2

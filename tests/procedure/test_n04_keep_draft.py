"""Drafts of registrations: bounded, and of the account that typed them."""

import pytest

from core.domain.registration.borrador import MOST_DRAFTS, Borrador, DraftTooLarge
from core.procedure.n04_keep_draft import KeepDraft
from tests.fakes.borrador import MemoryBorradores
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW


def test_beyond_the_most_the_oldest_is_forgotten() -> None:
    borradores = MemoryBorradores(SetClock(NOW))
    keep = KeepDraft(borradores, {"otra"}.__contains__)
    keep(2, Borrador("de-otra-persona", {}))
    for number in range(MOST_DRAFTS + 2):
        assert keep(1, Borrador(f"llave-{number:02}", {})).saved_at == NOW
    keys = [each.key for each in borradores.of(1)]
    assert len(keys) == MOST_DRAFTS
    assert (keys[0], keys[-1]) == (f"llave-{MOST_DRAFTS + 1:02}", "llave-02")
    assert len(borradores.of(2)) == 1


def test_one_that_comes_after_its_registration_was_concluded_is_not_kept() -> None:
    borradores = MemoryBorradores(SetClock(NOW))
    late = Borrador("llave-01", {})
    assert KeepDraft(borradores, {"llave-01"}.__contains__)(1, late) == late
    assert not borradores.of(1)


@pytest.mark.parametrize(("key", "fields"), [("", 1), ("a/b", 1), ("x" * 65, 1), ("llave", 61)])
def test_a_draft_is_no_place_for_anything_else(key: str, fields: int) -> None:
    with pytest.raises(DraftTooLarge):
        Borrador(key, {f"campo{number}": "" for number in range(fields)})

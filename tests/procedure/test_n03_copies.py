"""Numeral 3: copies are counted; what is voided is neither printed, delivered nor registered."""

from collections.abc import Iterable

import pytest

from core.domain.errors import TextMissing
from core.domain.registration.constancia import AnularConstancia, Entrega, Impresion
from core.domain.registration.registration_errors import (
    ConstanciaRegistered,
    ConstanciaRepeated,
    ConstanciaVoided,
    NothingToPrint,
    PrintKeyReused,
)
from core.errors import NotThere
from core.procedure.n03_print_constancia import MOST, PrintConstancia
from core.procedure.n03_void_constancia import VoidConstancia
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW, a_constancia
from tests.procedure.test_n03_constancia import Office


@pytest.fixture
def office() -> Office:
    return Office()


def printed(office: Office, ids: Iterable[int], key: str = "") -> tuple[int, ...]:
    """Print them; under a key of their own where none is given."""
    act = PrintConstancia(office.constancias, office.bitacora, SetClock(NOW))
    return act(Impresion(tuple(ids)), key or f"llave-{len(office.constancias.prints)}").copies


def voiding(office: Office) -> VoidConstancia:
    return VoidConstancia(office.constancias, office.bitacora, office.issue)


def test_the_first_copy_is_the_original_and_each_is_told_apart(office: Office) -> None:
    one, two = office.issue(a_constancia("CI-001")), office.issue(a_constancia("CI-002"))
    assert printed(office, (one,)) == (1,)
    assert printed(office, (two, one)) == (1, 2)
    assert [act for act, _ in office.bitacora.acts].count("constancia_impresa") == 3


def test_a_print_whose_answer_was_lost_is_the_same_print(office: Office) -> None:
    one, two = office.issue(a_constancia("CI-001")), office.issue(a_constancia("CI-002"))
    assert printed(office, (one, two), "llave") == (1, 1)
    assert printed(office, (one,)) == (2,)
    acts = len(office.bitacora.acts)
    assert printed(office, (one, two), "llave") == (1, 1), "the very same copies"
    assert (office.constancias.copies, len(office.bitacora.acts)) == ({one: 2, two: 1}, acts)
    for others in ((one,), (two, one)):
        with pytest.raises(PrintKeyReused):
            printed(office, others, "llave")
    voiding(office)(two, AnularConstancia("Error de captura"))
    with pytest.raises(ConstanciaVoided):
        printed(office, (one, two), "llave")


def test_nothing_is_counted_where_one_of_them_cannot_be_printed(office: Office) -> None:
    one = office.issue(a_constancia("CI-001"))
    for ids in ((), (one, one), range(1, MOST + 2)):
        with pytest.raises(NothingToPrint):
            printed(office, ids)
    with pytest.raises(NotThere):
        printed(office, (one, 99))
    voided = office.issue(a_constancia("CI-002"))
    voiding(office)(voided, AnularConstancia("Error de captura"))
    with pytest.raises(ConstanciaVoided):
        printed(office, (one, voided))
    assert office.constancias.copies == {}


def test_one_is_voided_once_with_its_reason_and_never_where_it_was_registered_with(
    office: Office,
) -> None:
    one, used = office.issue(a_constancia("CI-001")), office.issue(a_constancia("CI-002"))
    office.constancias.used.add(used)
    with pytest.raises(TextMissing) as missing:
        voiding(office)(one, AnularConstancia("  "))
    assert missing.value.field == "reason"
    with pytest.raises(ConstanciaRegistered):
        voiding(office)(used, AnularConstancia("Error"))
    assert voiding(office)(one, AnularConstancia("Error de captura")) == one
    assert office.bitacora.facts[-1] == {"numero": "CI-001", "motivo": "Error de captura"}
    with pytest.raises(ConstanciaVoided):
        voiding(office)(one, AnularConstancia("Otra vez"))
    with pytest.raises(ConstanciaVoided):
        office.deliver(one, Entrega(NOW, "Ana"))


def test_the_one_in_its_place_is_issued_with_it_or_neither_is(office: Office) -> None:
    one = office.issue(a_constancia("CI-001"))
    again = AnularConstancia("Error en el nombre", a_constancia("CI-001"))
    with pytest.raises(ConstanciaRepeated):
        voiding(office)(one, again)
    assert office.constancias.voided == {}
    instead = AnularConstancia("Error en el nombre", a_constancia("CI-003", nombre="Anna"))
    new = voiding(office)(one, instead)
    assert office.constancias.voided == {one: ("Error en el nombre", "CI-003")}
    assert office.constancias.kept[new].nombre == "Anna"
    assert office.bitacora.acts[-1][0] == "constancia_sustituida"

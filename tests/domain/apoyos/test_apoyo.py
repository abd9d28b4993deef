"""What must be there before a support may be saved (numerals 20, 22 and 23)."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.apoyos.apoyo import (
    CredentialType,
    FieldValue,
    InkPoint,
    Provenance,
    Signature,
    check_least_data,
    ink_length,
)
from core.domain.errors import ConfidenceMalformed, InkMissing, LeastDataMissing

_NAMES = ("nombre", "apellido_paterno")


def _fields(*keys: str) -> dict[str, FieldValue]:
    return {key: FieldValue("X1", "", Provenance.TYPED, 0.0) for key in keys}


@pytest.mark.parametrize(
    ("chosen", "keys"),
    [
        (CredentialType.CD, ("clave_elector", "numero_emision", "ocr")),
        (CredentialType.CD, ("cic", "ocr")),
        (CredentialType.OTHER, ("clave_elector", "numero_emision", "ocr")),
        (CredentialType.EF, ("cic", "identificador", "clave_elector")),
        (CredentialType.GH, ("cic", "ocr", "clave_elector")),
    ],
)
def test_least_data_by_type(chosen: CredentialType, keys: tuple[str, ...]) -> None:
    check_least_data(chosen, _fields(*_NAMES, *keys))
    for fewer in combinations((*_NAMES, *keys), len(keys) + 1):
        with pytest.raises(LeastDataMissing):
            check_least_data(chosen, _fields(*fewer))


def test_curp_and_domicilio_never_block() -> None:
    check_least_data(CredentialType.GH, _fields(*_NAMES, "cic", "ocr", "clave_elector"))


def test_a_blank_is_not_a_datum() -> None:
    fields = _fields(*_NAMES, "cic", "ocr")
    fields["cic"] = FieldValue("  ", "", Provenance.TYPED, 0.0)
    with pytest.raises(LeastDataMissing):
        check_least_data(CredentialType.CD, fields)


def _stroke(points: int, step: float) -> tuple[InkPoint, ...]:
    return tuple(InkPoint(step * k, 0.0, k, 0.5) for k in range(points))


def test_a_signature_has_a_least_ink() -> None:
    assert Signature((_stroke(20, 10.0),), 500, 200, b"png")
    for strokes in ((), ((),), (_stroke(5, 100.0),), (_stroke(40, 1.0),)):
        with pytest.raises(InkMissing):
            Signature(strokes, 500, 200, b"png")


def test_who_cannot_sign_leaves_the_mark_they_can() -> None:
    assert Signature((_stroke(1, 1.0),), 500, 200, b"png", cannot_sign="No puede escribir")
    with pytest.raises(InkMissing):
        Signature((), 500, 200, b"png", cannot_sign="No puede escribir")


@given(st.integers(2, 60), st.floats(0.5, 30))
def test_ink_is_the_length_of_the_path(points: int, step: float) -> None:
    assert ink_length((_stroke(points, step),)) == pytest.approx((points - 1) * step)


@pytest.mark.parametrize("wrong", [-0.1, 1.0001, float("inf"), float("-inf"), float("nan")])
def test_a_confidence_outside_its_range_is_none(wrong: float) -> None:
    with pytest.raises(ConfidenceMalformed):
        FieldValue("X1", "X1", Provenance.READ, wrong)
    for right in (0, 0.0, 0.5, 1.0):
        assert FieldValue("X1", "X1", Provenance.READ, right).confidence == right

"""A reading as the JSON object that other programs use (texts, leading zeros kept)."""

from typing import Any

from core.domain.credencial.lectura import FIELDS, CredentialReading, Finding, SideName
from core.messages import explain_code

_LISTS = ("domicilio", "mrz")


def as_json(reading: CredentialReading) -> dict[str, Any]:
    """Return the object of `python -m core.credential read --json`, ready for `json.dumps`.

    Values are texts (lists of texts for fields of several lines), `corners` px of the picture as
    [[x, y] × 4] or null, `confidence` 0..1 a field, `ms` milliseconds a stage. No pictures.
    """
    return {
        "fields": {name: _value(reading, name) for name in FIELDS},
        "corners": {
            side.value: _corners(reading.corners.get(side))
            for side in (SideName.FRONT, SideName.BACK)
        },
        "model_family": reading.model_family.value,
        "findings": [_finding(one) for one in reading.findings],
        "confidence": {name: reading.fields[name].confidence for name in FIELDS},
        "alternatives": {
            name: list(reading.fields[name].alternatives)
            for name in FIELDS
            if reading.fields[name].alternatives
        },
        "ms": reading.ms,
    }


def _value(reading: CredentialReading, name: str) -> str | list[str]:
    found = reading.fields[name]
    return list(found.lines) if name in _LISTS else found.value


def _corners(corners: object) -> list[list[float]] | None:
    if not isinstance(corners, tuple):
        return None
    return [[float(x), float(y)] for x, y in corners]


def _finding(one: Finding) -> dict[str, str | float | None]:
    return {
        "code": one.code.value,
        "severity": one.severity.value,
        "probability": round(one.probability, 3),
        "side": one.side.value if one.side else None,
        "text": explain_code(one.code.value).sentence,
    }

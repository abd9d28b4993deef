"""From decoded codes and names to field readings with confidence and sources."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from core.credential.fields.coded import SettledCodes
from core.credential.grammar.confidence import of_code, of_name
from core.credential.grammar.free_text import Row
from core.credential.grammar.joint_decoding import Code
from core.credential.grammar.lexicon import lexicon
from core.credential.grammar.names import Names, diaeresis_doubt, tilde_doubt, whole_line
from core.credential.imaging.picture import Points, jpeg
from core.credential.imaging.sheet import Sheet
from core.credential.layout.front import FIELDS_OF
from core.credential.layout.tokens import Token
from core.domain.credencial.lectura import FIELDS, Family, FieldReading
from core.domain.credencial.mrz import LINE

_PRINTED: Final = (
    "clave_elector", "curp", "anio_registro", "numero_emision", "estado", "municipio",
    "seccion", "localidad", "emision", "vigencia", "fecha_nacimiento", "sexo",
)  # fmt: skip

_TILDE: Final = 0.9
_TERM: Final = 10
"""Years that a credential is in force. Source: norma/credencial.md, 1."""

_BESIDE: Final = 0.4
"""Heights of a row that its strip shows beside it: less than two signs. Chosen, not fitted."""

_OF_RECORD: Final = 0.9
"""How sure a value can be that is told by other codes and not by its own print."""


def coded_readings(coded: SettledCodes, sheets: Mapping[str, Sheet]) -> dict[str, FieldReading]:
    """Return the readings of all coded fields; one that was not seen has an empty value."""
    fields: dict[str, FieldReading] = {
        name: _reading(coded.codes[name], coded.tokens.get(name), sheets["front"])
        for name in _PRINTED
        if name in coded.codes and "front" in sheets
    }
    if "back" in sheets:
        fields |= _numbers_of_back(coded, sheets["back"])
    _borrow(fields, coded)
    return fields


def widened(points: Points, beside: float = _BESIDE) -> Points:
    """Return the place of a token with `beside` of its height more before and after it.

    A person compares the strip: a sign begins a little before the step that tells it, and where
    a number was cut out of its line the first one would be seen in part. In an MRZ the signs
    beside it are none of it.
    """
    along = points[1] - points[0]
    more = beside * np.linalg.norm(points[3] - points[0]) * along / np.linalg.norm(along)
    wide: Points = points + np.array([-more, more, more, -more])
    return wide


def _reading(
    code: Code, token: Token | None, sheet: Sheet, *, beside: float = _BESIDE
) -> FieldReading:
    """Return the reading of one code; `beside` is what its strip shows around it, in heights."""
    confirmed = ("confirmed",) if len(code.sources) > 1 else ()
    notes = ("mended",) if code.mended else confirmed
    return FieldReading(
        value=code.text,
        confidence=of_code(code),
        source="+".join(code.sources),
        strip=jpeg(sheet.strip(widened(token.points, beside))) if token else None,
        alternatives=code.rivals,
        notes=notes,
    )


def _numbers_of_back(coded: SettledCodes, sheet: Sheet) -> dict[str, FieldReading]:
    """Return CIC, OCR and identificador, out of the MRZ where there is one."""
    fields: dict[str, FieldReading] = {}
    if "mrz1" in coded.codes:
        line, token = coded.codes["mrz1"], coded.tokens.get("mrz1")
        fields["cic"] = _reading(_slice(line, 5, 14), _part(token, 5, 14), sheet, beside=0)
        fields["ocr"] = _reading(_slice(line, 17, 30), _part(token, 17, 30), sheet, beside=0)
    else:
        for name in ("cic", "ocr"):
            if name in coded.codes:
                fields[name] = _reading(coded.codes[name], coded.tokens.get(name), sheet)
        if "cic" not in fields and "qr" in coded.codes:
            fields["cic"] = _reading(coded.codes["qr"], None, sheet)
    if "ocr" in fields:
        whole = fields["ocr"]
        rivals = tuple(dict.fromkeys(rival[4:] for rival in whole.alternatives))
        fields["identificador"] = FieldReading(
            whole.value[4:],
            whole.confidence,
            "ocr",
            whole.strip,
            tuple(rival for rival in rivals if rival != whole.value[4:]),
            whole.notes,
        )
    return fields


def _slice(code: Code, start: int, end: int) -> Code:
    """Return a part of a code as a code; a rival that differs elsewhere is none of it."""
    rivals = dict.fromkeys(rival[start:end] for rival in code.rivals)
    rivals.pop(code.text[start:end], None)
    return Code(
        code.text[start:end],
        code.margin,
        code.seen[start:end],
        code.sources,
        tuple(rivals),
        code.checked,
        code.spent,
        code.doubted,
    )


def _part(token: Token | None, start: int, end: int) -> Token | None:
    """Return the part of an MRZ line that holds characters start to end of thirty."""
    if token is None:
        return None
    share = np.array([start - 0.3, end + 0.3]) / 30  # a third of a sign around
    top, bottom = token.points[1] - token.points[0], token.points[2] - token.points[3]
    points = np.array(
        [
            token.points[0] + share[0] * top,
            token.points[0] + share[1] * top,
            token.points[3] + share[1] * bottom,
            token.points[3] + share[0] * bottom,
        ]
    )
    return Token(token.label, token.text, token.score, points, token.lattice)


def _borrow(fields: dict[str, FieldReading], coded: SettledCodes) -> None:
    """Fill what the front prints but did not show from where the card says it again."""
    mrz = coded.codes.get("mrz2")
    if "numero_emision" not in fields and mrz is not None and not coded.sides_differ:
        fields["numero_emision"] = FieldReading(
            mrz.text[19:21], of_code(mrz), "mrz2", notes=("borrowed",)
        )
    if "sexo" not in fields:
        fields |= _borrowed_sex(coded)


def borrowed_numbers(
    fields: Mapping[str, FieldReading], coded: SettledCodes, family: Family
) -> dict[str, FieldReading]:
    """Return the numbers that a front of this family prints and did not show, as others tell them.

    A person looks: none is sure. Source: norma/credencial.md, 1, 3, 7 and 8.
    """
    if coded.sides_differ:
        return {}
    printed = {*FIELDS_OF.get(family, ()), *(("emision",) if family is Family.GH else ())}
    wanted = printed - fields.keys()
    codes, found = coded.codes, dict[str, FieldReading]()

    def borrow(name: str, value: str, source: str) -> None:
        if name in wanted and value:
            own = (fields.get(source) or found.get(source) or FieldReading()).confidence
            sure = of_code(codes[source]) if source in codes else own
            found[name] = FieldReading(value, min(sure, _OF_RECORD), source, notes=("borrowed",))

    if "mrz1" in codes:
        borrow("seccion", codes["mrz1"].text[17:21], "mrz1")
    elif "ocr" in codes:
        borrow("seccion", codes["ocr"].text[:4], "ocr")
    if "mrz2" in codes:
        borrow("vigencia", f"20{codes['mrz2'].text[8:10]}", "mrz2")
    until = (fields.get("vigencia") or found.get("vigencia") or FieldReading()).value
    since = (fields.get("emision") or FieldReading()).value
    borrow("emision", str(int(until) - _TERM) if until else "", "vigencia")
    borrow("vigencia", str(int(since) + _TERM) if since else "", "emision")
    if "curp" in codes:
        text = codes["curp"].text
        century = "20" if text[16].isalpha() else "19"
        borrow("fecha_nacimiento", f"{text[8:10]}/{text[6:8]}/{century}{text[4:6]}", "curp")
    return found


def _borrowed_sex(coded: SettledCodes) -> dict[str, FieldReading]:
    """Return the sexo as the MRZ or, less surely, as the codes of the birth record say it.

    SEXO may be X where CURP and clave are not, so a person looks. norma/credencial.md, 10.
    """
    for name, place in (("mrz2", 7), ("curp", 10), ("clave_elector", 14)):
        code = coded.codes.get(name)
        if code is not None and code.text[place] in "HMX":
            sure = of_code(code) if name == "mrz2" else min(of_code(code), _OF_RECORD)
            return {"sexo": FieldReading(code.text[place], sure, name, notes=("borrowed",))}
    return {}


def name_readings(names: Names, tokens: list[Token], sheet: Sheet) -> dict[str, FieldReading]:
    """Return the readings of nombre, apellido_paterno and apellido_materno."""
    parts = {
        "apellido_paterno": names.paterno,
        "apellido_materno": names.materno,
        "nombre": names.nombre,
    }
    fields: dict[str, FieldReading] = {}
    for number, (key, value) in enumerate(parts.items()):
        own = names.rows_of(value)
        row = min(own, key=lambda one: one.margin, default=None)
        token = next(
            (one for one, its in zip(tokens, names.rows, strict=False) if its is row), None
        )
        rivals = dict.fromkeys(rival[number] for rival in names.rivals if rival[number] != value)
        rivals |= dict.fromkeys(row.rivals if row else ())
        fields[key] = FieldReading(
            value=value,
            confidence=_sure_of_name(key, row, names) if value else 0.0,
            source="front+mrz" if names.agreement else "front",
            strip=jpeg(sheet.strip(widened(token.points))) if token else None,
            alternatives=tuple(rivals),
        )
    return fields


def _sure_of_name(key: str, row: Row | None, names: Names) -> float:
    """Return the confidence of a part; what the MRZ has no room for, it does not confirm."""
    line = whole_line(names.paterno, names.materno, names.nombre)
    cut = key == "nombre" and len(line) > LINE and names.agreement == 1
    sure = of_name(row, 0.0 if cut else names.agreement)
    if row is None:  # what the MRZ shows and the front does not: two looks that differ
        sure = min(sure, _OF_RECORD)
    text = getattr(names, key.removeprefix("apellido_"))
    if names.agreement == 1:
        return min(sure, _TILDE) if diaeresis_doubt(text) else sure
    doubt = not names.told_apart or tilde_doubt(text, lexicon("nombres"))
    return min(sure, _TILDE) if doubt else sure


def whole(fields: dict[str, FieldReading]) -> dict[str, FieldReading]:
    """Return `fields` with an empty reading added for each key of FIELDS that is missing."""
    return {name: fields.get(name, FieldReading()) for name in FIELDS}

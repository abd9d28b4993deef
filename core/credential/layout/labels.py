"""Labels of a front at a place of a line: whole, roughly spelled, shortened or with more words.

Prints differ in their words («AÑO DE REGISTRO», «REGISTRO», «FECHA NACIMIENTO»): the word that
tells is looked for, and words that only stand round it go with it.
"""

import re
from typing import Final

from core.credential.grammar.lexicon import lexicon
from core.credential.grammar.patterns import NUMBERS
from core.credential.grammar.spelling import like

LABELS: Final = {
    "NOMBRE": "nombre",
    "APELLIDO PATERNO": "nombre",
    "APELLIDO MATERNO": "nombre",
    "PRIMER APELLIDO": "nombre",
    "SEGUNDO APELLIDO": "nombre",
    "APELLIDOS": "nombre",
    "DOMICILIO": "domicilio",
    "CLAVE DE ELECTOR": "clave_elector",
    "CURP": "curp",
    "C.U.R.P": "curp",
    "CLAVE ELECTOR": "clave_elector",
    "AÑO DE REGISTRO": "anio_registro",
    "AÑO REGISTRO": "anio_registro",
    "REGISTRO": "anio_registro",
    "FECHA DE NACIMIENTO": "fecha_nacimiento",
    "ESTADO": "estado",
    "ENTIDAD": "estado",
    "FECHA NACIMIENTO": "fecha_nacimiento",
    "NACIMIENTO": "fecha_nacimiento",
    "MUNICIPIO": "municipio",
    "DELEGACION": "municipio",
    "ALCALDIA": "municipio",
    "SECCION": "seccion",
    "LOCALIDAD": "localidad",
    "EMISION": "emision",
    "VIGENCIA HASTA": "vigencia",
    "VIGENTE HASTA": "vigencia",
    "VIGENCIA": "vigencia",
    "SEXO": "sexo",
    "EDAD": "edad",
    "FOLIO": "folio",
    "CREDENCIAL PARA VOTAR": "titulo",
    "MEXICO INSTITUTO NACIONAL ELECTORAL": "ine",
    "INSTITUTO NACIONAL ELECTORAL": "ine",
    "INSTITUTO FEDERAL ELECTORAL": "ife",
    "REGISTRO FEDERAL DE ELECTORES": "registro",
    "MUESTRA": "muestra",
}

_ALONE: Final = {
    "REGISTRO": "anio_registro", "NACIMIENTO": "fecha_nacimiento", "ELECTOR": "clave_elector",
    "EMISION": "emision", "CURP": "curp", "HASTA": "vigencia",
}  # fmt: skip
"""Words that tell by themselves after one of `_BEFORE`."""

_BEFORE: Final = re.compile(
    r"(?:(?:FECHA|FEC|F|AÑO|ANO|CLAVE|CVE|CV|VALID[AO]|VIGENTE|DEL|DE|LA|ELECTORA|EL(?![A-Z])|O|Y)"
    r"[ .]*)+"
)
_AFTER: Final = re.compile(
    r"[ .]*(?:(?:HASTA|AL|A|ELECTORAL|FEDERATIVA|COMPLETO|PARTICULAR|DEL ELECTOR|\(?S\)?|DE|O|Y"
    r"|MUNICIPIO|DELEGACION|ALCALDIA|APELLIDOS)[ .:]+)*(?=\d)"
)
"""What may stand between the word that tells and the digits of its value."""

_SHORT: Final = 4
_LIKE: Final = 0.74
_BLOCKS: Final = frozenset({"nombre", "domicilio"})
_REST: Final = 22
"""Signs that may follow NOMBRE or DOMICILIO in their own line: «NOMBRE COMPLETO»."""

_SHORTENED: Final = {
    "estado": "ESTADO", "municipio": "MUNICIPIO", "seccion": "SECCION", "localidad": "LOCALIDAD",
}  # fmt: skip
_ABBREVIATION_AMONG: Final = re.compile(
    r"([A-Z]{2,5})[.:]* ?(?:ELECTORAL|FEDERATIVA)?[.: ]*(\d+)(?![\d/])"
)
_ABBREVIATION: Final = re.compile(_ABBREVIATION_AMONG.pattern + r"(?! [A-Z]{2})")
"""Without a label before it, words after its number make it part of an address: «LOC 12 NORTE»."""

_ALONE_SHORT: Final = re.compile(r"([A-Z]{3,5})[.:]+ *$")

Label = tuple[str, int]
"""The field, and where in the line its label ends."""


def label_at(clean: str, start: int, *, among: bool = False) -> Label | None:
    """Return the label that begins at `start` of a line in capitals without accents.

    `among`: another label stands before it, so that the line is none of an address.
    """
    if clean[start].isdigit():
        return None  # a value that the label after it was found with
    found = _whole(clean, start) or _shortened(clean, start, among=among)
    if found is None and among:
        found = after_others(clean, start)
    if found is None:
        return None
    field, end = found
    if field in _BLOCKS and not clean[:start].strip() and _only_words(clean[end:]):
        return field, len(clean)  # no surname is NOMBRE: what follows are more words of the label
    more = _AFTER.match(clean, end)
    return field, more.end() if more is not None else end


def _only_words(rest: str) -> bool:
    """Tell whether the rest of a label's line is of the label, and no name or address."""
    words = re.findall(r"[A-ZÑ]+", rest)
    named = any(word in lexicon("nombres") for word in words if len(word) > 3)  # noqa: PLR2004
    return len(rest) <= _REST and not named and not re.search(r"\d", rest)


def after_others(clean: str, start: int = 0) -> Label | None:
    """Return the label whose telling word stands after such as «FECHA DE» or «AÑO DE»."""
    before = _BEFORE.match(clean, start)
    if before is None:
        return None
    end = before.end()
    word = re.match(r"([A-ZÑ]+)([.:]?)", clean[end:])
    if word is None:
        return None
    letters, stop = word.groups()
    told = next((one for one in _ALONE if like(letters, one, _LIKE) >= _LIKE), None)
    if told is None and stop and len(letters) > 2:  # noqa: PLR2004
        told = next((one for one in _ALONE if _stands_for(letters, one)), None)
    if told is None:
        return None
    end += word.end()
    more = _AFTER.match(clean, end)
    return _ALONE[told], more.end() if more is not None else end


def _whole(clean: str, start: int) -> Label | None:
    """Return the field and the end of a label that begins at `start`, roughly spelled."""
    best: tuple[float, str, int] | None = None
    for words in LABELS:
        for length in range(len(words) - 2, len(words) + 3):
            piece = clean[start : start + length]
            if len(piece) < length or (
                start + length < len(clean) and not _ends(clean, start + length)
            ):
                continue
            likeness = _likeness(clean, start, piece, words)
            if likeness and (best is None or (likeness, len(words)) > (best[0], len(best[1]))):
                best = (likeness, words, start + length)
    return (LABELS[best[1]], best[2]) if best else None


def _likeness(clean: str, start: int, piece: str, words: str) -> float:
    """Return how like a piece of the line is to the words of a label, 0 where it is none."""
    likeness, least = like(piece.replace(" ", ""), words.replace(" ", ""), _LIKE), _LIKE
    if len(words) <= _SHORT:  # so short a word is a label whole, or but for one sign
        same = sum(one == other for one, other in zip(piece, words, strict=False))
        likeness, least = same / max(len(words), len(piece)), 0.75  # three of four signs
        after = start + len(piece)
        glued = clean[after : after + 1].isdigit()
        if glued and (likeness < 1 or words == "CURP"):
            return 0.0  # four letters and digits: the beginning of a code
    if likeness < 1 and piece.strip() in lexicon("nombres"):
        return 0.0  # ESTRADA is no ESTADO
    return likeness if likeness >= least else 0.0


def _shortened(clean: str, start: int, *, among: bool) -> Label | None:
    """Return a label of which only some letters are printed, its first and last or beginning."""
    found = (_ABBREVIATION_AMONG if among else _ABBREVIATION).match(clean, start)
    if found is None:
        return _shortened_alone(clean, start)
    letters, digits = found.groups()
    for field, word in _SHORTENED.items():
        if len(digits) == len(NUMBERS[field]) and _stands_for(letters, word):
            return field, found.start(2)
    return None


def _shortened_alone(clean: str, start: int) -> Label | None:
    """Return an abbreviation with its full stop that ends the line: its value is a line apart."""
    found = _ALONE_SHORT.match(clean, start)
    if found is None:
        return None
    for field, word in _SHORTENED.items():
        if _stands_for(found.group(1), word):
            return field, len(clean)
    return None


def _stands_for(letters: str, word: str) -> bool:
    """Tell whether letters abbreviate a word: its beginning, or its first to last in order."""
    if len(letters) >= len(word):
        return False
    if word.startswith(letters):
        return True
    rest = iter(word)
    return letters[0] == word[0] and letters[-1] == word[-1] and all(one in rest for one in letters)


def _ends(clean: str, place: int) -> bool:
    """Tell whether a word may end before `place`; a code may be glued to its label."""
    if clean[place] in " :.,(" or clean[place].isdigit() or clean[place - 1] == " ":
        return True
    return _GLUED_CODE.match(clean, place) is not None


_GLUED_CODE: Final = re.compile(r"[A-Z]{4,6}[0-9OILSZ]{6}\S{4,}")
"""How a clave or a CURP begins."""

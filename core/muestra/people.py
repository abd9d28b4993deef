"""Fictitious people whose codes are consistent as on a real card.

Names are combined at random and every number is drawn; all of it is marked MUESTRA.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from core.domain.credencial.cross_checks import name_letters
from core.domain.credencial.curp import ENTIDADES
from core.domain.credencial.curp import check_digit as curp_digit
from core.domain.credencial.mrz import LINE
from core.domain.credencial.mrz import check_digit as mrz_digit
from core.muestra import words

_OLDEST, _YOUNGEST = date(1935, 1, 1), date(2004, 12, 31)
MODELS: Final = "CDEFGH"
_ONE_SURNAME: Final = 0.04
_TWO_NAMES: Final = 0.4


@dataclass(frozen=True, slots=True)
class Person:
    """One card: `fields` as the truth of its pictures, and what only the card shows."""

    model: str
    fields: dict[str, str | list[str]]
    fuar: str
    folio: str
    edad: str

    def text(self, key: str) -> str:
        """Return a field of one line."""
        value = self.fields[key]
        return value if isinstance(value, str) else "\n".join(value)

    def lines(self, key: str) -> list[str]:
        """Return a field of several lines."""
        value = self.fields[key]
        return value if isinstance(value, list) else [value]

    @property
    def family(self) -> str:
        """Return C/D, E/F or G/H."""
        return {"C": "C/D", "D": "C/D", "E": "E/F", "F": "E/F"}.get(self.model, "G/H")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a fictitious person is to have; what is empty is drawn by chance.

    `sexo` is that of the card, H, M or X; `record` that of the birth record, in CURP and clave.
    """

    nombre: str = ""
    paterno: str = ""
    materno: str = ""
    sexo: str = ""
    record: str = ""


def make_person(chance: Random, model: str, asked: Asked | None = None) -> Person:
    """Return a person with a card of `model` (C to H).

    Values given in `asked` do not change the random sequence.
    """
    asked = asked or Asked()
    drawn = chance.choice("HM")
    nombre = _given(chance, drawn)
    paterno = chance.choice(words.SURNAMES)
    materno = "" if chance.random() < _ONE_SURNAME else chance.choice(words.SURNAMES)
    born = _OLDEST + timedelta(days=chance.randrange((_YOUNGEST - _OLDEST).days))
    nombre, paterno = asked.nombre or nombre, asked.paterno or paterno
    materno, sexo = asked.materno or materno, asked.sexo or drawn
    curp = _curp(chance, (paterno, materno, nombre), born, asked.record or drawn)
    fields: dict[str, str | list[str]] = {
        "nombre": nombre,
        "apellido_paterno": paterno,
        "apellido_materno": materno,
        "domicilio": _domicilio(chance),
        "clave_elector": _clave(chance, curp),
        "curp": curp,
    }
    fields |= _registration(chance, model, born)
    fields |= {"fecha_nacimiento": "" if model in "CD" else f"{born:%d/%m/%Y}", "sexo": sexo}
    fuar = _digits(chance, 5)
    fields |= _back(chance, model, fields, born, fuar)
    edad = str(int(str(fields["emision"])) - born.year)
    return Person(model, fields, fuar, _digits(chance, 13), edad)


def _given(chance: Random, sexo: str) -> str:
    pool = words.GIVEN_OF_MEN if sexo == "H" else words.GIVEN_OF_WOMEN
    return " ".join(chance.sample(pool, 2 if chance.random() < _TWO_NAMES else 1))


def _domicilio(chance: Random) -> list[str]:
    number = chance.choice(
        (str(chance.randrange(1, 999)), "S/N",
         f"MZ {chance.randrange(1, 40)} LT {chance.randrange(1, 60)}",
         f"{chance.randrange(100, 999)} INT {chance.randrange(1, 20)}",
         f"{chance.randrange(100, 999)} EDIF {chance.randrange(1, 9)}")
    )  # fmt: skip
    return [
        f"{chance.choice(words.WAYS)} {chance.choice(words.STREETS)} {number}",
        f"{chance.choice(words.COLONY_KINDS)} {chance.choice(words.COLONIES)} {_digits(chance, 5)}",
        chance.choice(words.MUNICIPIOS),
    ]


def _curp(chance: Random, name: tuple[str, str, str], born: date, sexo: str) -> str:
    letters = name_letters(*name)
    homonymy = chance.choice("0123456789") if born.year < 2000 else chance.choice("ABCD")  # noqa: PLR2004
    middle = f"{born:%y%m%d}{sexo}{chance.choice(sorted(ENTIDADES))}"
    first = letters[:4] + middle + letters[4:] + homonymy
    return first + curp_digit(first)


def _clave(chance: Random, curp: str) -> str:
    letters = curp[0] + curp[13] + curp[2] + curp[14] + curp[3] + curp[15]
    return letters + curp[4:10] + ENTIDADES[curp[11:13]] + curp[10] + _digits(chance, 3)


def _registration(chance: Random, model: str, born: date) -> dict[str, str | list[str]]:
    first, last = {
        "C": (2008, 2013), "D": (2013, 2014), "E": (2014, 2019), "F": (2016, 2019),
    }.get(model, (2020, 2026))  # fmt: skip
    emision = chance.randint(max(first, min(last, born.year + 18)), last)
    anio = chance.randint(max(1991, min(born.year + 18, emision)), emision)
    printed = model in "CDEF"
    return {
        "anio_registro": str(anio),
        "numero_emision": f"{chance.randrange(6):02}",
        "estado": f"{chance.randint(1, 32):02}" if printed else "",
        "municipio": f"{chance.randint(1, 217):03}" if printed else "",
        "seccion": f"{chance.randint(1, 6200):04}",
        "localidad": f"{chance.randint(1, 320):04}" if printed else "",
        "emision": str(emision),
        "vigencia": str(emision + 10),
    }


def _back(
    chance: Random, model: str, fields: dict[str, str | list[str]], born: date, fuar: str
) -> dict[str, str | list[str]]:
    ocr = f"{fields['seccion']}{_digits(chance, 9)}"
    if model == "C":
        return {"cic": "", "ocr": ocr, "mrz": []}
    cic = _digits(chance, 9)
    first = f"IDMEX{cic}{mrz_digit(cic)}<<{ocr}"
    birth, expiry = f"{born:%y%m%d}", f"{str(fields['vigencia'])[2:]}1231"
    second = f"{birth}{mrz_digit(birth)}{fields['sexo']}{expiry}{mrz_digit(expiry)}MEX<"
    second += f"{fields['numero_emision']}<<{fuar}<"
    second += mrz_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    third = mrz_names(
        *(str(fields[key]) for key in ("apellido_paterno", "apellido_materno", "nombre"))
    )
    return {"cic": cic, "ocr": ocr, "mrz": [first, second, third]}


def mrz_names(paterno: str, materno: str, nombre: str) -> str:
    """Return MRZ line 3: Ñ as X, cut at 30. Source: norma/credencial.md, 7."""
    surnames = "<".join(f"{paterno} {materno}".split())
    text = f"{surnames}<<{'<'.join(nombre.split())}".replace("Ñ", "X").replace("Ü", "U")
    return text[:LINE].ljust(LINE, "<")


def _digits(chance: Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))

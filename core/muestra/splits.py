"""Which typefaces and words layouts may have: those to fit a reader on, and those left out.

Nothing that is listed as left out occurs on a card to fit on: what is measured there was not seen.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

Split = Literal["fit", "left-out"]
"""Layouts to decide numbers on, and layouts to measure on."""

SPLITS: Final[tuple[Split, ...]] = ("fit", "left-out")

_FONTS: Final = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"
_MUESTRA: Final = _FONTS / "muestra"


def _files(folder: Path, *names: str) -> tuple[Path, ...]:
    return tuple(folder / name for name in names)


SANS: Final[Mapping[Split, tuple[Path, ...]]] = {
    "fit": (
        *_files(_FONTS, "AtkinsonHyperlegibleNext_600SemiBold.ttf",
                "AtkinsonHyperlegibleNext_700Bold.ttf", "NotoSans_400Regular.ttf",
                "NotoSans_700Bold.ttf"),
        *_files(_MUESTRA, "DejaVuSans-Bold.ttf", "DejaVuSansCondensed-Bold.ttf",
                "arimo-400.woff", "arimo-700.woff", "open-sans-600.woff", "open-sans-800.woff",
                "barlow-500.woff", "barlow-700.woff", "barlow-condensed-500.woff",
                "barlow-condensed-700.woff", "roboto-condensed-400.woff",
                "roboto-condensed-600.woff", "archivo-narrow-600.woff", "libre-franklin-500.woff",
                "libre-franklin-700.woff", "work-sans-600.woff"),
    ),
    "left-out": _files(
        _MUESTRA, "titillium-web-400.woff", "titillium-web-600.woff", "oswald-400.woff",
        "rubik-400.woff", "rubik-600.woff", "mulish-700.woff", "public-sans-500.woff",
        "sofia-sans-condensed-600.woff",
    ),
}  # fmt: skip

MONO: Final[Mapping[Split, tuple[Path, ...]]] = {
    "fit": (
        *_files(_FONTS, "AtkinsonHyperlegibleMono_400Regular.ttf",
                "AtkinsonHyperlegibleMono_600SemiBold.ttf"),
        *_files(_MUESTRA, "DejaVuSansMono.ttf", "roboto-mono-500.woff", "cousine-400.woff",
                "OCRB.otf", "OCRB.otf"),
    ),
    "left-out": _files(_MUESTRA, "overpass-mono-500.woff", "courier-prime-700.woff"),
}  # fmt: skip

_BOTH: Final[Mapping[str, tuple[str, ...]]] = {
    "nombre": ("NOMBRE",), "domicilio": ("DOMICILIO",), "sexo": ("SEXO",), "edad": ("EDAD",),
    "folio": ("FOLIO",), "curp": ("CURP",), "clave_elector": ("CLAVE DE ELECTOR",),
    "anio_registro": ("AÑO DE REGISTRO",), "fecha_nacimiento": ("FECHA DE NACIMIENTO",),
    "estado": ("ESTADO",), "municipio": ("MUNICIPIO",), "seccion": ("SECCIÓN", "SECCION"),
    "localidad": ("LOCALIDAD",), "emision": ("EMISIÓN", "EMISION"), "vigencia": ("VIGENCIA",),
}  # fmt: skip
_OTHERS: Final[Mapping[Split, Mapping[str, tuple[str, ...]]]] = {
    "fit": {
        "clave_elector": ("CLAVE ELECTOR", "CLAVE DEL ELECTOR"),
        "anio_registro": ("AÑO REGISTRO", "REGISTRO", "ANO DE REGISTRO"),
        "fecha_nacimiento": ("FECHA NACIMIENTO", "NACIMIENTO"), "curp": ("C.U.R.P.",),
        "estado": ("ENTIDAD",), "municipio": ("DELEGACIÓN", "ALCALDÍA", "DELEGACION"),
        "emision": ("AÑO DE EMISIÓN",), "vigencia": ("VIGENCIA HASTA", "VIGENTE HASTA"),
        "seccion": ("SECC.",), "nombre": ("NOMBRE COMPLETO",),
    },
    "left-out": {
        "clave_elector": ("CVE. DE ELECTOR", "CLAVE DE LA ELECTORA O ELECTOR"),
        "anio_registro": ("AÑO DE REG.", "FECHA DE REGISTRO"),
        "fecha_nacimiento": ("FEC. DE NACIMIENTO", "F. NACIMIENTO"), "curp": ("CLAVE CURP",),
        "estado": ("EDO.", "ENTIDAD FEDERATIVA"), "municipio": ("MPIO.", "ALCALDIA"),
        "emision": ("AÑO EMISIÓN",), "vigencia": ("VÁLIDA HASTA", "VIGENCIA AL"),
        "localidad": ("LOC.",), "seccion": ("SECC. ELECTORAL",), "nombre": ("NOMBRE(S)",),
        "domicilio": ("DOMICILIO PARTICULAR",),
    },
}  # fmt: skip


def words_for(split: Split, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the usual wordings of a label, and those that only this split has."""
    return _BOTH[key], _OTHERS[split].get(key, ())

"""The rule of dispersion of an office: texts ↔ ReglaDispersion, and the sentence that says it."""

import re
from collections.abc import Mapping

from admin_desktop.framework.typed_errors import ShareMistyped, UnitsMistyped
from core.domain.proceso.dispersion import ReglaDispersion, Unidad
from core.domain.proceso.proceso import UNITS_OF, Ambito
from core.domain.values.form_reader import FormReader
from core.domain.values.texto import required
from core.messages import with_noun

NONE = "ninguna"
UNIDADES = {
    NONE: "Sin regla de dispersión",
    Unidad.SECCION.value: "Por sección",
    Unidad.MUNICIPIO.value: "Por municipio",
    Unidad.DISTRITO.value: "Por distrito",
}
NOUNS = {
    Unidad.SECCION: ("sección", "secciones"),
    Unidad.MUNICIPIO: ("municipio", "municipios"),
    Unidad.DISTRITO: ("distrito", "distritos"),
}
_SHARE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))? ?%?")
_UNITS = re.compile(r"[0-9]{1,4}")


def offered(ambito: Ambito) -> list[tuple[str, str]]:
    """Return the kinds of units that fit in a demarcación, none first."""
    fitting = {NONE, *(each.value for each in UNITS_OF[ambito])}
    return [(key, said) for key, said in UNIDADES.items() if key in fitting]


def read_dispersion(form: FormReader, texts: Mapping[str, str]) -> ReglaDispersion | None:
    """Return the rule in the form of an office, or None; the form keeps what is broken."""
    chosen = texts.get("unidad", NONE)
    if chosen == NONE:
        return None
    units, share = form.read("unidades", read_units, instead=(0, 0))
    rule = ReglaDispersion(
        unidad=Unidad(chosen),
        each=form.read("por_unidad", read_share, instead=1),
        ground=form.required("dispersion_fundamento"),
        units=units,
        units_share=share,
        of_all=form.read("del_total", _read_no_share, instead=0),
    )
    if not form.broken:
        form.check("unidades", rule.check)
    return rule


def read_units(text: str) -> tuple[int, int]:
    """Return how many units, and what share of them: one of both is 0. Raises UnitsMistyped.

    «17» is a number and «50 %» a share. Raises TextMissing for neither.
    """
    typed = required(text)
    if _UNITS.fullmatch(typed):
        return int(typed), 0
    if not typed.endswith("%"):
        raise UnitsMistyped
    return 0, read_share(typed)


def read_share(text: str) -> int:
    """Return a share in hundredths of one percent. Raises ShareMistyped or TextMissing."""
    found = _SHARE.fullmatch(required(text))
    if found is None:
        raise ShareMistyped
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _read_no_share(text: str) -> int:
    return read_share(text) if text.strip() else 0


def say_share(share: int) -> str:
    """Return «1 %», «0.5 %» or «2.25 %»."""
    return f"{share / 100:.2f}".rstrip("0").rstrip(".") + " %"


def say_rule(rule: ReglaDispersion) -> str:
    """Return «1 % de la lista nominal en 17 municipios» or «… en 50 % de las secciones»."""
    return f"{say_share(rule.each)} de la lista nominal en {_where(rule)}"


def say_short(rule: ReglaDispersion) -> str:
    """Return «1 % en 17 municipios», for a column."""
    return f"{say_share(rule.each)} en {_where(rule)}"


def _where(rule: ReglaDispersion) -> str:
    one, many = NOUNS[rule.unidad]
    los = "los" if rule.unidad is not Unidad.SECCION else "las"
    if rule.units_share:
        return f"{say_share(rule.units_share)} de {los} {many}"
    return with_noun(rule.units, one, many)

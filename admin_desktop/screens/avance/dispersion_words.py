"""What counts against the rule of dispersion of the office, in words and as rows of a table."""

from admin_desktop.framework.csv_file import Cell
from admin_desktop.screens.proceso.dispersion_form import NOUNS, say_rule, say_share
from core.domain.proceso.dispersion import Dispersion, UnitCount
from core.messages import with_noun
from core.spanish_dates import short_day

TITLES = ("Unidad", "Nombre", "Lista nominal", "Se piden", "Cuentan", "Faltan", "Estado")
_UNKNOWN = "sin dato"


def dispersion_said(found: Dispersion | None, umbral: int) -> str:
    """Return what is met and what is missing, by which lists, and that it is preliminary."""
    if found is None:
        return ""
    parts = (_verdict(found), _of_all(found, umbral), _resting_on(found), _rule(found))
    return " ".join(each for each in parts if each)


def dispersion_short(found: Dispersion | None) -> str:
    """Return the verdict alone, for a card."""
    return _verdict(found) if found is not None else ""


def rows_of(found: Dispersion | None) -> list[tuple[Cell, ...]]:
    """Return a row for each unit, those that lack the least first; met ones last."""
    if found is None:
        return []
    return [_row(each) for each in sorted(found.units, key=_rank)]


def _rank(each: UnitCount) -> tuple[int, int, str]:
    missing = each.missing
    if missing is None:
        return (2, 0, each.number)
    return (0 if missing else 1, missing, each.number)


def _row(each: UnitCount) -> tuple[Cell, ...]:
    missing = each.missing
    known = [_UNKNOWN if n is None else n for n in (each.lista, each.asked)]
    if missing is None:
        return (each.number, each.name, *known, each.counted, _UNKNOWN, "No se sabe")
    state = "Falta" if missing else "Cumple"
    return (each.number, each.name, *known, each.counted, missing, state)


def _verdict(found: Dispersion) -> str:
    one, many = NOUNS[found.rule.unidad]
    if not found.units:
        return "Dispersión: falta importar la geografía del cargo."
    asks = "se pide" if found.asked == 1 else "se piden"
    asked = f"{found.met:,} de {with_noun(found.asked, one, many)} que {asks}"
    among = f"de {len(found.units):,} que hay"
    if found.is_met:
        return f"Dispersión preliminar: se cumple, en {asked} ({among})."
    missing = found.asked - found.met
    left = f"{'falta' if missing == 1 else 'faltan'} {with_noun(missing, one, many)}"
    if found.is_met is None:
        return (
            f"Dispersión preliminar: no se puede decir. Cumplen {asked}; no se importó la lista "
            f"nominal de {with_noun(found.unknown, one, many)} ({among})."
        )
    return f"Dispersión preliminar: no se cumple. Cumplen {asked} ({among}): {left}."


def _of_all(found: Dispersion, umbral: int) -> str:
    asked = found.whole_asked
    if asked is None:
        return ""
    share = say_share(found.rule.of_all)
    same = "es el umbral publicado" if asked == umbral else f"el umbral publicado es {umbral:,}"
    return f"El {share} de la lista nominal de la demarcación son {asked:,}: {same}."


def _resting_on(found: Dispersion) -> str:
    """Return by which lists it is said: they change until the last cut."""
    cut = f"el corte del {short_day(found.cut)}" if found.cut else "el corte, que aún no se importa"
    since = f", vigente desde el {short_day(found.since)}" if found.since else ""
    return (
        f"Cuenta quien está en lista nominal según {cut}; la de cada unidad es la que se importó "
        f"con la geografía{since}."
    )


def _rule(found: Dispersion) -> str:
    return f"Regla: {say_rule(found.rule)}. Fundamento: {found.rule.ground.rstrip('.')}."

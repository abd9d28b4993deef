"""How the last row of a domicilio ends: a comma and the short form of an entidad."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from core.credential.grammar.conflicts import alike
from core.credential.grammar.spelling import like

_TOLD: Final = 4.0
"""Nats that an ending is worth which the number under ESTADO tells as well."""

_LACK: Final = 3.2
"""Nats by which a usual form may be less likely than what was read, as two known words are."""


@dataclass(frozen=True, slots=True)
class Endings:
    """Texts that a last row may end with, and those of them that another field tells."""

    forms: Sequence[str] = ()
    likely: Sequence[str] = ()


def with_ending(text: str, total: Callable[[str], float], endings: Endings) -> str:
    """Return the text with the entidad after its comma in a usual form.

    `total` is the weight of a text in nats.
    """
    head, comma, tail = text.rpartition(",")
    if not (comma and endings.forms):
        return _with_comma(text, endings.forms)
    own = tail.strip()
    near = [one for one in endings.forms if abs(len(one) - len(own)) <= 2]  # noqa: PLR2004
    same = next((one for one in endings.forms if " " in one and one.replace(" ", "") == own), "")
    if same:  # a space was lost, not a full stop: «Q.ROO»
        return f"{head}, {same}"
    if own + "." in endings.forms:
        return f"{head}, {own}."  # blur swallows the full stop, no form lacks it
    alone = _blurred_into(own, endings.forms)
    if alone:
        return f"{head}, {alone}"
    told = {f"{head}, {one}" for one in near if one in endings.likely}
    options = [f"{head}, {one}" for one in near]
    best = max(options, key=lambda one: total(one) + _TOLD * (one in told), default=text)
    return best if total(best) + _LACK > total(text) else text


def _blurred_into(own: str, forms: Sequence[str]) -> str:
    """Return the one form of which blur may have made an ending that is none: «O. ROO»."""
    bare = own.replace(" ", "")
    found = [
        form
        for form, close in ((form, form.replace(" ", "")) for form in forms)
        if len(close) == len(bare)
        and all(alike(one, other) for one, other in zip(close, bare, strict=True))
    ]
    return found[0] if len(found) == 1 and own not in forms else ""


def _with_comma(text: str, forms: Sequence[str]) -> str:
    """Return the text with the comma that a full stop was read for: «TIJUANA.B.C.», «. O. ROO»."""
    for form in sorted(forms, key=lambda form: -like(text[-len(form) :], form)):
        letters = [sign for sign in form if sign.isalpha()]
        places = [at for at, sign in enumerate(text) if sign.isalnum()][-len(letters) :]
        same = (alike(text[at], one) for at, one in zip(places, letters, strict=False))
        head = text[: places[0]].rstrip() if len(places) == len(letters) else ""
        if head.endswith(".") and all(same):
            return f"{head[:-1]}, {form}"
    return text

"""Reads the texts of a form: every field gets its own verdict before anything is built."""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from core.domain.values import texto
from core.domain.values.form_errors import FormBroken, NumberMistyped
from core.errors import ApoyoError, RuleBroken

T = TypeVar("T")
_MOST_DIGITS: Final = 9
"""No number of a form has more, and the server keeps none of ten digits for sure."""


class FormReader:
    """Reads one form. What is broken is kept by field; `close` raises all of it together."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self.broken: dict[str, ApoyoError] = {}

    def text(self, field: str) -> str:
        """Return the trimmed text of a field that may be empty."""
        return texto.optional(self._texts.get(field, ""))

    def required(self, field: str) -> str:
        """Return the text of an obligatory field."""
        return self.read(field, texto.required, instead="")

    def number(self, field: str) -> int:
        """Return the whole number of a field; an empty one counts as missing."""
        return self.read(field, read_number, instead=0)

    def flag(self, field: str) -> bool:
        """Tell whether a box is ticked: any text is yes."""
        return bool(self._texts.get(field, ""))

    def lines(self, field: str) -> tuple[str, ...]:
        """Return the lines of a field, without the empty ones."""
        found = (texto.optional(line) for line in self._texts.get(field, "").splitlines())
        return tuple(line for line in found if line)

    def paragraphs(self, field: str) -> str:
        """Return a long obligatory text with its lines as they were typed."""
        self.required(field)
        return self.long(field)

    def long(self, field: str) -> str:
        """Return a long text with its lines as they were typed; may be empty."""
        return self._texts.get(field, "").strip()

    def read(self, field: str, rule: Callable[[str], T], *, instead: T) -> T:
        """Return what `rule` makes of a field, or `instead` and keep what it broke."""
        try:
            return rule(self._texts.get(field, ""))
        except RuleBroken as broken:
            self.refuse(field, broken)
            return instead

    def get(self, field: str, rule: Callable[[str], T]) -> T | None:
        """Return what `rule` makes of a field, or None and keep what it broke."""
        try:
            return rule(self._texts.get(field, ""))
        except RuleBroken as broken:
            self.refuse(field, broken)
            return None

    def check(self, field: str, rule: Callable[[], object]) -> None:
        """Run a rule over several data; what it breaks is kept beside `field`."""
        try:
            rule()
        except RuleBroken as broken:
            self.refuse(field, broken)

    def refuse(self, field: str, broken: ApoyoError | type[ApoyoError]) -> None:
        """Keep that a field broke a rule. The first one stays."""
        self.broken.setdefault(field, broken() if isinstance(broken, type) else broken)

    def whole(self, value: T | None) -> T:
        """Return a value of this form. Raises FormBroken if any field broke its rule."""
        if self.broken or value is None:
            raise FormBroken(self.broken)
        return value

    def close(self) -> None:
        """Raise FormBroken if any field broke its rule."""
        if self.broken:
            raise FormBroken(self.broken)


def read_number(text: str) -> int:
    """Return a whole number, zero or more. Raises NumberMistyped or TextMissing."""
    clean = texto.required(text).replace(",", "")
    if not (clean.isascii() and clean.isdigit()) or len(clean) > _MOST_DIGITS:
        raise NumberMistyped
    return int(clean)

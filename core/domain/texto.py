"""Texts that people type: trimmed, joined, and never empty where they are obligatory."""

import re
from typing import NewType

from core.domain.errors import MailMalformed, PhoneMalformed, TextMissing

Telefono = NewType("Telefono", str)
Correo = NewType("Correo", str)

_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_PHONE_DIGITS = 10


def required(text: str, field: str = "") -> str:
    """Return `text` trimmed and with single spaces. Raises TextMissing if nothing is left.

    An act names the `field`; inside a type nobody needs to.
    """
    clean = optional(text)
    if not clean:
        raise TextMissing().at(field)
    return clean


def optional(text: str) -> str:
    """Return `text` trimmed and with single spaces, perhaps empty."""
    return " ".join(text.split())


def telefono(text: str) -> Telefono:
    """Return ten digits, or nothing for nothing. Raises PhoneMalformed."""
    if not text.strip():
        return Telefono("")
    digits = re.sub(r"[\s()+.-]", "", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) != _PHONE_DIGITS:
        raise PhoneMalformed
    return Telefono(digits)


def correo(text: str) -> Correo:
    """Return the address in lower case. Raises MailMalformed."""
    clean = text.strip().lower()
    if not _MAIL.fullmatch(clean):
        raise MailMalformed
    return Correo(clean)

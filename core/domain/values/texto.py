"""Normalisation of typed texts: NFC, trimmed, single spaces, not empty if required."""

import re
import unicodedata
from typing import NewType
from unicodedata import category

from core.domain.errors import (
    MailLocalForeign,
    MailMalformed,
    MailNotOne,
    PhoneMalformed,
    TextMissing,
)

Telefono = NewType("Telefono", str)
Correo = NewType("Correo", str)

_LABEL = r"[^@\s.]{1,63}"
_MAIL = re.compile(rf"(?!\.)[^@\s]{{1,64}}(?<!\.)@{_LABEL}(?:\.{_LABEL})+")
_MOST_MAIL = 254
_SEPARATORS = frozenset(',;:<>()[]"\\')
_ENCODED = "=?"
"""What begins an encoded word (RFC 2047): it would be decoded into another address."""

_PHONE_DIGITS = 10
_UNSEEN = ("Cf", "Cc", "Cs")


def required(text: str, field: str = "") -> str:
    """Return `text` in NFC, trimmed, with single spaces. Raises TextMissing if it is empty.

    `field` names the field in the error.
    """
    clean = optional(text)
    if not clean:
        raise TextMissing().at(field)
    return clean


def optional(text: str) -> str:
    """Return `text` in NFC, trimmed, with single spaces; may be empty."""
    return " ".join(composed(text).split())


def visible(text: str) -> str:
    """Return `text` as `optional` does, without what nobody sees.

    That is controls, what has no width, half a sign, and what turns a line round.
    """
    words = ("".join(filter(_is_seen, word)) for word in composed(text).split())
    return " ".join(word for word in words if word)


def bare(text: str) -> str:
    """Return a code without its blanks, also those of no width that come with a paste."""
    return "".join(each for each in text if not each.isspace() and _is_seen(each))


def _is_seen(sign: str) -> bool:
    return category(sign) not in _UNSEEN


def alike(one: str, other: str) -> bool:
    """Tell whether two texts say the same, whatever their capitals and spaces."""
    return optional(one).casefold() == optional(other).casefold()


def composed(text: str) -> str:
    """Return `text` in Unicode NFC, the only form that is stored."""
    return unicodedata.normalize("NFC", text)


def telefono(text: str) -> Telefono:
    """Return ten digits, or "" for an empty text. Raises PhoneMalformed."""
    if not text.strip():
        return Telefono("")
    digits = re.sub(r"[\s()+.-]", "", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) != _PHONE_DIGITS:
        raise PhoneMalformed
    return Telefono(digits)


def correo(text: str) -> Correo:
    """Return one e-mail address in lower case.

    Raises MailNotOne, MailLocalForeign or MailMalformed.
    """
    clean = composed(text).strip().lower()
    if _SEPARATORS.intersection(clean) or clean.count("@") > 1 or re.search(r"\s", clean):
        raise MailNotOne
    if not clean.isprintable() or len(clean) > _MOST_MAIL or _ENCODED in clean:
        raise MailMalformed
    if not _MAIL.fullmatch(clean) or clean.rpartition(".")[2].isdigit():
        raise MailMalformed
    if not clean.partition("@")[0].isascii():
        raise MailLocalForeign
    return Correo(clean)

"""How lists are cut into pages and searched."""

import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import col

_ACCENTED = "áéíóúüñÁÉÍÓÚÜÑ"
_PLAIN = "aeiouunAEIOUUN"


def like(column: Any, search: str) -> ColumnElement[bool]:  # noqa: ANN401  any mapped column
    """Return the condition that `search` stands inside `column`: case and accents do not matter."""
    text: ColumnElement[str] = func.coalesce(col(column), "")
    for accented, plain in zip(_ACCENTED, _PLAIN, strict=True):
        text = func.replace(text, accented, plain)
    return func.lower(text).contains(plain_lower(search), autoescape=True)


def plain_lower(text: str) -> str:
    """Return the text in lower case without accents."""
    spread = unicodedata.normalize("NFKD", text.strip())
    return "".join(each for each in spread if not unicodedata.combining(each)).lower()

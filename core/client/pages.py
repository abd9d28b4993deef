"""Query parameters shared by all lists: what is wanted of them, cursor, limit."""

from typing import Final

from core.domain.listing.renglones import Wanted

_UNSEEN: Final = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
_MOST_LETTERS: Final = 100
"""Of a search; the server takes no longer one, and none with a control character."""


def asked(wanted: Wanted, cursor: str, limit: int) -> dict[str, str]:
    """Return the query parameters of a list, leaving out empty ones and a `limit` of 0."""
    said = {
        "search": _searched(wanted.search),
        "sort": wanted.sort,
        "state": wanted.state,
        "day": wanted.day.isoformat() if wanted.day else "",
        "day_to": wanted.day_to.isoformat() if wanted.day_to else "",
        "cursor": cursor,
        "limit": str(limit) if limit else "",
    }
    return {name: value for name, value in said.items() if value}


def _searched(text: str) -> str:
    """Return what can be searched for of what was typed or pasted."""
    return " ".join(text.translate(_UNSEEN).split())[:_MOST_LETTERS]

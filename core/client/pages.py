"""Query parameters shared by all lists: what is wanted of them, cursor, limit."""

from core.domain.renglones import Wanted


def asked(wanted: Wanted, cursor: str, limit: int) -> dict[str, str]:
    """Return the query parameters of a list, leaving out empty ones and a `limit` of 0."""
    said = {
        "search": wanted.search.strip(),
        "sort": wanted.sort,
        "state": wanted.state,
        "day": wanted.day.isoformat() if wanted.day else "",
        "day_to": wanted.day_to.isoformat() if wanted.day_to else "",
        "cursor": cursor,
        "limit": str(limit) if limit else "",
    }
    return {name: value for name, value in said.items() if value}

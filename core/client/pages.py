"""Query parameters shared by all lists: search, cursor, limit."""


def asked(search: str, cursor: str, limit: int) -> dict[str, str]:
    """Return the query parameters of a list, leaving out empty ones and a `limit` of 0."""
    said = {"search": search.strip(), "cursor": cursor, "limit": str(limit) if limit else ""}
    return {name: value for name, value in said.items() if value}

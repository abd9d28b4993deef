"""The question of every list: what, from where, how many."""


def asked(search: str, cursor: str, limit: int) -> dict[str, str]:
    """Return the parameters of a list, without those that say nothing."""
    said = {"search": search.strip(), "cursor": cursor, "limit": str(limit) if limit else ""}
    return {name: value for name, value in said.items() if value}

"""Partial indexes: short ones over the few rows that still wait for something."""

from sqlalchemy import Index, text


def where_index(name: str, *columns: str, where: str) -> Index:
    """Return an index of the rows for which `where` is true, the same on both databases."""
    condition = text(where)
    return Index(name, *columns, sqlite_where=condition, postgresql_where=condition)

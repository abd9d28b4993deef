"""Who may use each route of the API: the table that was agreed, said apart from the product."""

from functools import cache

from tests.server.expected_access import EXPECTED

ANYONE, DEVICE = "anyone", "device"


@cache
def doors() -> dict[str, frozenset[str]]:
    """Return, for each «METHOD /path», the roles that may use it."""
    return {row: frozenset(roles.split()) for row, roles in EXPECTED.items()}

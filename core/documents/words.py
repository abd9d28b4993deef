"""Numbers as documents print them."""


def count(number: int) -> str:
    """Return the number with thousands separators, as «2,754»."""
    return f"{number:,}"

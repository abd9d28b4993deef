"""Numbers and names as documents print them."""


def count(number: int) -> str:
    """Return the number with thousands separators, as «2,754»."""
    return f"{number:,}"


def full_name(*parts: str) -> str:
    """Return the non-empty parts joined by single spaces."""
    return " ".join(part.strip() for part in parts if part.strip())

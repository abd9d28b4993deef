"""Numbers and names as documents print them."""


def count(number: int) -> str:
    """Return «2,754»."""
    return f"{number:,}"


def full_name(*parts: str) -> str:
    """Return the parts that are there, joined."""
    return " ".join(part.strip() for part in parts if part.strip())

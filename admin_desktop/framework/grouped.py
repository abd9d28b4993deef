"""Long codes as people compare them."""

_OF_A_HASH = 8


def in_groups(code: str, size: int = _OF_A_HASH) -> str:
    """Return a long code in groups, so that it wraps, and is read aloud and compared by eye."""
    return " ".join(code[at : at + size] for at in range(0, len(code), size))

"""What one check says: held or not, and in words what showed it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """✔ only where something was read back from what was produced; anything else is ✘."""

    holds: bool
    said: str


def holds(said: str) -> Verdict:
    """Return a ✔ with what showed it."""
    return Verdict(holds=True, said=said)


def fails(said: str) -> Verdict:
    """Return a ✘ with what is missing or wrong."""
    return Verdict(holds=False, said=said)


class Checks:
    """Several conditions that must all hold; the first that does not is what is said."""

    def __init__(self) -> None:
        self._wrong: list[str] = []
        self._shown: list[str] = []

    def that(self, held: object, shown: str, wrong: str = "") -> "Checks":
        """Add a condition: `shown` is said when it holds, `wrong` (or «no: shown») when not."""
        if held:
            self._shown += [shown] if shown else []
        else:
            self._wrong.append(wrong or f"no: {shown}")
        return self

    def note(self, said: str) -> "Checks":
        """Add words that the line must say, whatever comes out."""
        self._shown.append(said)
        return self

    def verdict(self) -> Verdict:
        """Return ✔ with everything shown, or ✘ with everything wrong."""
        if self._wrong:
            return fails("; ".join(self._wrong))
        return holds("; ".join(self._shown))

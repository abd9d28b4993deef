"""What a record's header is checked against, remembered: facts that once true stay true.

A tablet's key and auxiliar never change, an accepted vínculo was accepted for good, and a proceso
keeps its id and its mode (ProcesoFixed). What may change (a token, a suspension) is not in here.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from core.domain.proceso.proceso import Proceso
from core.ports.central_vinculos import Device

V = TypeVar("V")
_MOST = 100_000


@dataclass(slots=True)
class Remembered(Generic[V]):
    """Answers that were not empty or false, by what was asked; safe between threads."""

    most: int = _MOST
    _answers: dict[Hashable, V] = field(default_factory=dict)

    def get(self, ask: Callable[..., V], *asked: Any) -> V:  # noqa: ANN401  what `ask` takes
        """Return what `ask` answers, or answered when it was asked the same before."""
        if (known := self._answers.get(asked)) is not None:
            return known
        answer = ask(*asked)
        if answer:
            if len(self._answers) >= self.most:
                self._answers.clear()
            self._answers[asked] = answer
        return answer


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What one process remembers."""

    devices: Remembered[Device | None] = field(default_factory=Remembered)
    accepted: Remembered[bool] = field(default_factory=Remembered)
    proceso: Remembered[Proceso] = field(default_factory=Remembered)

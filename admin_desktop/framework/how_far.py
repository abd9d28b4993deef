"""How far a thread is with what takes long: it writes, the GUI thread reads."""

from dataclasses import dataclass, field
from threading import Event


@dataclass(slots=True)
class HowFar:
    """What is done of how much. `given_up` stops it before the next piece."""

    done: int = 0
    total: int = 0
    given_up: Event = field(default_factory=Event)

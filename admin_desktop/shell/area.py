"""One place of the desk: its title, who may open it, and what makes its screen."""

from collections.abc import Callable
from dataclasses import dataclass

from admin_desktop.parts.screen import Screen
from admin_desktop.shell.desk_context import DeskContext
from core.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Area:
    """One place of the desk. `under` names the place that stands lit for it, if it has no own."""

    id: str
    title: str
    roles: frozenset[Role]
    factory: Callable[[DeskContext], Screen]
    group: int = 0
    under: str = ""

"""One place of the desk: its title, who may open it, and what makes its screen."""

from collections.abc import Callable
from dataclasses import dataclass

from admin_desktop.parts.screen import Screen
from admin_desktop.shell.desk_context import DeskContext
from core.domain.access.roles import Role


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the desk. `under` names the area marked in the sidebar instead of its own."""

    id: str
    title: str
    roles: frozenset[Role]
    factory: Callable[[DeskContext], Screen]
    group: int = 0
    under: str = ""

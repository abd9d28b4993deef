"""Pages that no start waits for: those of a capture, and those that are opened now and then."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from capture_kiosk.view_models.kiosk_vm import TOOLS
from capture_kiosk.view_models.page_vm import PageVm

Make = Callable[[], Mapping[str, PageVm]]


class LaterPages:
    """Makes the pages of a group once one of them is opened; `owner` keeps them."""

    def __init__(self, owner: QObject, capture: Make, tools: Make) -> None:
        self._owner = owner
        self._groups = {False: capture, True: tools}
        self._made: dict[bool, Mapping[str, PageVm]] = {}

    def __call__(self, page: str) -> Mapping[str, PageVm]:
        """Return all pages of the group that has `page`, the same at each call."""
        group = page in TOOLS
        if group not in self._made:
            self._made[group] = self._groups[group]()
            for each in self._made[group].values():
                each.setParent(self._owner)
        return self._made[group]

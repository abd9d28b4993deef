"""The way back in: a session ended while its person works, and nothing typed is lost."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.working_vm import GoOn, WorkingVm
from admin_desktop.screens.acceso.vm import CODE_DUE, CODE_LATE, read_second_login
from core.domain.form_reader import FormReader
from core.domain.segundo_paso import SecondLogin
from core.domain.session import Session
from core.errors import ApoyoError


class ReentryVm(WorkingVm):
    """Holds what the end of the session interrupted, and lets it go on after the password."""

    asked = Signal()
    """The password is needed: the first call was interrupted."""
    entered = Signal()
    """The same person is in again; what was held has gone on."""

    def __init__(
        self,
        enter: Callable[[str], Session],
        by_code: Callable[[SecondLogin], Session],
        who: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._enter_with, self._by_code, self.who = enter, by_code, who
        self._ticket = ""
        self._held: list[GoOn] = []

    def hold(self, go_on: GoOn) -> None:
        """Keep a call that was refused; the first one asks for the password."""
        self._held.append(go_on)
        if len(self._held) == 1:
            self._clear()
            self.changed.emit()
            self.asked.emit()

    def enter(self, password: str) -> None:
        """Sign in again as the same person; a refusal is shown."""

        def prepare() -> Callable[[], Session]:
            form = FormReader({"contrasena": password})
            form.required("contrasena")
            form.close()
            return lambda: self._enter_with(password)

        self._act("Entrando…", prepare, self._go_on)

    @property
    def needs_code(self) -> bool:
        """Tell whether the password was right, and a code is all that is missing."""
        return bool(self._ticket)

    def enter_code(self, code: str) -> None:
        """Go on with the code that the password alone was not enough without."""

        def prepare() -> Callable[[], Session]:
            login = read_second_login(self._ticket, code)
            return lambda: self._by_code(login)

        self._act("Entrando…", prepare, self._go_on)

    def _fail(self, error: ApoyoError) -> None:
        """Ask for the code where it is all that is missing; say any other error."""
        if error.code == CODE_DUE:
            self._working, self._ticket = "", error.facts["ticket"]
            self._clear()
            self.changed.emit()
            return
        if error.code == CODE_LATE:
            self._ticket = ""
        super()._fail(error)

    def _go_on(self, _session: Session) -> None:
        self._ticket = ""
        held, self._held = self._held, []
        self.entered.emit()
        for go_on in held:
            go_on()

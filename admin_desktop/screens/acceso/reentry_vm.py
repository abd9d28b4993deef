"""The way back in: a session ended while its person works, and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.proved_vm import ProvedGateway, ProvedVm
from admin_desktop.framework.working_vm import GoOn
from admin_desktop.screens.acceso.vm import CODE_DUE, CODE_LATE, read_second_login
from core.domain.access.entrada import EntradaNumber, Proveedor
from core.domain.access.segundo_paso import SecondLogin
from core.domain.access.session import Session
from core.domain.values.form_reader import FormReader
from core.errors import ApoyoError


@dataclass(frozen=True, slots=True)
class ReentryGateway:
    """What is asked of the server. `by_number` raises OtherPerson for anybody but who works."""

    enter: Callable[[str], Session]
    by_code: Callable[[SecondLogin], Session]
    by_number: Callable[[EntradaNumber], Session]
    proved: ProvedGateway


class ReentryVm(ProvedVm):
    """Holds what the end of the session interrupted, and lets it go on after the password.

    Who entered by a `proveedor` is proved by it again, for they may have no password.
    """

    asked = Signal()
    """The password is needed: the first call was interrupted."""
    entered = Signal()
    """The same person is in again; what was held has gone on."""

    def __init__(
        self,
        gateway: ReentryGateway,
        who: str,
        proveedor: Proveedor | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(gateway.proved, parent)
        self._gateway, self.who, self.proveedor = gateway, who, proveedor
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
            return lambda: self._gateway.enter(password)

        self._act("Entrando…", prepare, self._go_on)

    @property
    def needs_code(self) -> bool:
        """Tell whether the password was right, and a code is all that is missing."""
        return bool(self._ticket)

    def enter_code(self, code: str) -> None:
        """Go on with the code that the password alone was not enough without."""

        def prepare() -> Callable[[], Session]:
            login = read_second_login(self._ticket, code)
            return lambda: self._gateway.by_code(login)

        self._act("Entrando…", prepare, self._go_on)

    def prove(self) -> None:
        """Have the browser opened in which the person is proved again."""
        if self.proveedor is not None:
            self.prove_with(self.proveedor)

    def enter_number(self, number: str) -> None:
        """Go on with the number that the browser shows."""

        def prepare() -> Callable[[], Session]:
            typed = self._typed_number(number)
            return lambda: self._gateway.by_number(typed)

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
        self._stop_proving()
        held, self._held = self._held, []
        self.entered.emit()
        for go_on in held:
            go_on()

"""The way in: which server, who, an own password; for an aspirante, notice and duty (num. 8)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from PySide6.QtCore import QObject, Signal, Slot

from admin_desktop.checked_fields.errors import DutyUnticked, PasswordsDiffer
from admin_desktop.framework.proved_vm import ProvedGateway, ProvedVm
from admin_desktop.screens.acceso.server_named import read_address, read_fingerprint
from core.domain.access.aviso import AvisoChanged, AvisoRead, AvisoShown
from core.domain.access.cuenta import Deber, DutyAccepted, PasswordChange
from core.domain.access.entrada import EntradaNumber, Proveedor
from core.domain.access.password import check_password
from core.domain.access.segundo_paso import SecondLogin
from core.domain.access.session import Login, Session
from core.domain.values.form_reader import FormReader
from core.errors import ApoyoError

CODE_DUE, CODE_LATE = "falta_segundo_paso", "segundo_paso_vencido"
"""The server's words for: the code is missing; it came too late, and the password goes first."""


def read_second_login(ticket: str, code: str) -> SecondLogin:
    """Return the second step that a typed code is. Raises FormBroken."""
    form = FormReader({"codigo": code})
    typed = form.required("codigo")
    form.close()
    return SecondLogin(ticket, typed)


class AccessStep(Enum):
    """Where the person stands on the way in."""

    SERVER = "servidor"
    LOGIN = "entrar"
    CODE = "codigo"
    BROWSER = "navegador"
    PASSWORD = "contrasena"  # noqa: S105  a step, not a secret
    NOTICE = "aviso"
    DUTY = "deber"
    INSIDE = "dentro"


@dataclass(frozen=True, slots=True)
class AccesoGateway:
    """What the way in asks for. `trust(address, hash)` compares and pins, or raises."""

    trust: Callable[[str, str], None]
    address: Callable[[], str]
    sign_in: Callable[[Login], Session]
    sign_in_by_code: Callable[[SecondLogin], Session]
    providers: Callable[[], tuple[Proveedor, ...]]
    proved: ProvedGateway
    sign_in_by_number: Callable[[EntradaNumber], Session]
    change_password: Callable[[PasswordChange], None]
    notice: Callable[[], AvisoShown]
    read_notice: Callable[[AvisoRead], AvisoShown]
    duty: Callable[[], Deber]
    accept_duty: Callable[[DutyAccepted], Deber]


class AccesoVm(ProvedVm):
    """One step at a time; `entered` carries the Session once nothing is left to do."""

    entered = Signal(object)

    wire_fields: ClassVar = {
        **ProvedVm.wire_fields,
        "user": "usuario",
        "password": "contrasena",
        "new": "nueva",
    }

    def __init__(self, gateway: AccesoGateway, parent: QObject | None = None) -> None:
        super().__init__(gateway.proved, parent)
        self._gateway = gateway
        self._providers: tuple[Proveedor, ...] = ()
        self._entered_with: Proveedor | None = None
        self._login = Login("", "")
        self._ticket = ""
        self._duty: Deber | None = None
        self._notice: AvisoShown | None = None
        self._step = AccessStep.LOGIN if gateway.address() else AccessStep.SERVER

    @property
    def step(self) -> AccessStep:
        """Which page of the way in is shown."""
        return self._step

    @property
    def address(self) -> str:
        """The address of the pinned server, empty on a first start."""
        return self._gateway.address()

    @property
    def notice_text(self) -> str:
        """The privacy notice as the server says it."""
        return self._notice.text if self._notice else ""

    @property
    def notice_version(self) -> str:
        """Which version of the notice is read."""
        return self._notice.version if self._notice else ""

    @property
    def duty_text(self) -> str:
        """The duty as the server says it, and its version."""
        return self._duty.text if self._duty else ""

    @property
    def duty_version(self) -> str:
        """Which version of the duty is accepted."""
        return self._duty.version if self._duty else ""

    def change_server(self) -> None:
        """Go back to name another server."""
        self._go(AccessStep.SERVER)

    def trust(self, address: str, fingerprint: str) -> None:
        """Compare the authority of a server with its typed hash, and pin it."""

        def prepare() -> Callable[[], None]:
            form = FormReader({"direccion": address, "huella": fingerprint})
            where = form.read("direccion", read_address, instead="")
            digest = form.read("huella", read_fingerprint, instead="")
            form.close()
            return lambda: self._gateway.trust(where, digest)

        def trusted(_none: object) -> None:
            self._go(AccessStep.LOGIN)
            self.load_providers()

        self._act("Comprobando…", prepare, trusted)

    @property
    def entered_with(self) -> Proveedor | None:
        """Which provider proved who is in; None where a password did."""
        return self._entered_with

    @property
    def providers(self) -> tuple[Proveedor, ...]:
        """Whose accounts open one here besides a password; none before the server said so."""
        return self._providers

    @Slot()
    def load_providers(self) -> None:
        """Ask the server for them; without an answer there are none."""
        if not self._gateway.address():
            return

        def then(found: tuple[Proveedor, ...]) -> None:
            self._providers = found
            self.changed.emit()

        self._run(self._gateway.providers, then, lambda _error: then(()))

    def enter_number(self, number: str) -> None:
        """Enter with the number that the browser shows."""

        def prepare() -> Callable[[], Session]:
            typed = self._typed_number(number)
            return lambda: self._gateway.sign_in_by_number(typed)

        self._act("Entrando…", prepare, self._signed_in)

    def _proving_changed(self) -> None:
        self._step = AccessStep.BROWSER if self.proving else AccessStep.LOGIN

    def sign_in(self, user: str, password: str) -> None:
        """Enter with user and password."""

        def prepare() -> Callable[[], Session]:
            form = FormReader({"usuario": user, "contrasena": password})
            form.required("usuario")
            form.required("contrasena")
            form.close()
            self._login = Login(user.strip(), password)
            return lambda: self._gateway.sign_in(self._login)

        self._act("Entrando…", prepare, self._signed_in)

    def enter_code(self, code: str) -> None:
        """Enter with the code that the password alone was not enough without."""

        def prepare() -> Callable[[], Session]:
            login = read_second_login(self._ticket, code)
            return lambda: self._gateway.sign_in_by_code(login)

        self._act("Entrando…", prepare, self._signed_in)

    def start_again(self) -> None:
        """Go back to user and password."""
        self._ticket, self._login = "", Login("", "")
        self._go(AccessStep.LOGIN)

    def choose_password(self, new: str, again: str) -> None:
        """Change the temporary password for an own one, and enter with it."""

        def prepare() -> Callable[[], Session]:
            form = FormReader({"nueva": new, "otra_vez": again})
            form.read("nueva", check_password, instead=None)
            if new != again:
                form.refuse("otra_vez", PasswordsDiffer)
            form.close()
            return lambda: self._change(new)

        self._act("Guardando…", prepare, self._signed_in)

    def read_notice(self) -> None:
        """Have it kept that the notice that is shown was read."""
        read = AvisoRead(self._notice.sha256 if self._notice else "")
        self._act(
            "Guardando…", lambda: lambda: self._gateway.read_notice(read), lambda _: self._go_on()
        )

    def accept_duty(self, *, ticked: bool) -> None:
        """Accept the duty that is shown."""

        def prepare() -> Callable[[], Deber]:
            form = FormReader({})
            if not ticked:
                form.refuse("acepto", DutyUnticked)
            form.close()
            accepted = DutyAccepted(self._duty.sha256 if self._duty else "")
            return lambda: self._gateway.accept_duty(accepted)

        self._act("Guardando…", prepare, lambda _duty: self._enter())

    def _change(self, new: str) -> Session:
        """Set the password and return a session of its own: the first one only allowed this."""
        self._gateway.change_password(PasswordChange(self._login.password, new))
        self._login = Login(self._login.user, new)
        return self._gateway.sign_in(self._login)

    def _fail(self, error: ApoyoError) -> None:
        """Ask for the code where it is all that is missing; say any other error."""
        if error.code == CODE_DUE:
            self._working, self._ticket = "", error.facts["ticket"]
            self._go(AccessStep.CODE)
            return
        if error.code == CODE_LATE:
            self._ticket, self._step = "", AccessStep.LOGIN
        super()._fail(error)
        if error.code == AvisoChanged.code:
            self._load(self._gateway.notice, self._show_newer_notice)

    def _signed_in(self, session: Session) -> None:
        self._session, self._ticket = session, ""
        self._entered_with = self._with if self.proving else None
        self._stop_proving()
        if session.must_change_password:
            self._go(AccessStep.PASSWORD)
            return
        self._login = Login(self._login.user, "")
        if session.id_solicitante:
            self._load(self._gateway.notice, self._show_notice)
            return
        self._enter()

    def _show_notice(self, notice: AvisoShown) -> None:
        """Show the notice to who did not read it yet, and go on with the duty."""
        self._notice = notice
        if notice.is_due:
            self._go(AccessStep.NOTICE)
        else:
            self._go_on()

    def _show_newer_notice(self, notice: AvisoShown) -> None:
        """Show the text that is in force now; what was said of the change stays."""
        self._notice = notice

    def _go_on(self) -> None:
        if self._session.must_accept_duty:
            self._load(self._gateway.duty, self._show_duty)
            return
        self._enter()

    def _show_duty(self, duty: Deber) -> None:
        self._duty = duty
        self._go(AccessStep.DUTY)

    def _enter(self) -> None:
        self._go(AccessStep.INSIDE)
        self.entered.emit(self._session)

    def _go(self, step: AccessStep) -> None:
        self._step = step
        self._clear()
        self.changed.emit()

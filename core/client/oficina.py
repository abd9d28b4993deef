"""Sessions, accounts, proceso, periods, geography and bitácora, as the desk asks for them."""

from dataclasses import dataclass

from core.client.pages import asked
from core.client.renewing import RenewingTransport
from core.client.transport import Transport, seen
from core.domain.access.aviso import AvisoRead, AvisoShown
from core.domain.access.cuenta import (
    AccountReason,
    CorreoOfAccount,
    Cuenta,
    Deber,
    DutyAccepted,
    GrantedRoles,
    NewCuenta,
    PasswordChange,
    PasswordReset,
)
from core.domain.access.segundo_paso import SecondLogin
from core.domain.access.session import Login, Session
from core.domain.desk.apartado import Apartado
from core.domain.desk.bitacora import ALL_ACTS, BitacoraRow, BitacoraWanted, ChainChecked
from core.domain.desk.hoy import Hoy
from core.domain.device.dispositivo import DeviceOfDesk, SuspensionReason
from core.domain.listing.exportacion import Exportacion
from core.domain.listing.renglones import ALL, Wanted
from core.domain.proceso.geografia import Municipio, SeccionPlace
from core.domain.proceso.periodo import PeriodoAct
from core.domain.proceso.proceso import Proceso
from core.domain.values.signed import Signed
from core.wire import Page


@dataclass(frozen=True, slots=True)
class SesionesClient:
    """Sessions, passwords, and the duty of numeral 8."""

    transport: RenewingTransport

    def sign_in(self, login: Login) -> Session:
        """Return the session; later calls of this client use it."""
        return self.transport.sign_in(login)

    def sign_in_by_code(self, login: SecondLogin) -> Session:
        """Return the session that the password alone did not open."""
        return self.transport.sign_in_by_code(login)

    def sign_out(self) -> None:
        """End the session."""
        self.transport.sign_out()

    def change_password(self, change: PasswordChange) -> None:
        """Set the person's own password."""
        self.transport.send("POST", "/v1/contrasena", change, type(None))

    def duty(self) -> Deber:
        """Return the duty of numeral 8."""
        return self.transport.get("/v1/deber", Deber)

    def accept_duty(self, accepted: DutyAccepted) -> Deber:
        """Return the duty with the hour of its acceptance."""
        return self.transport.send("POST", "/v1/deber", accepted, Deber)

    def notice(self) -> AvisoShown:
        """Return the privacy notice of the aspirante."""
        return self.transport.get("/v1/aviso", AvisoShown)

    def read_notice(self, read: AvisoRead) -> AvisoShown:
        """Return the notice with the hour at which it was read."""
        return self.transport.send("POST", "/v1/aviso", read, AvisoShown)


@dataclass(frozen=True, slots=True)
class ProcesosClient:
    """Numerals 1 and 12."""

    transport: Transport

    def published(self) -> Signed:
        """Return the proceso in force, as it was signed. Needs no session."""
        return self.transport.get("/v1/proceso", Signed)

    def publish(self, proceso: Proceso, version: int) -> Signed:
        """Return the new version; `version` is the one that was seen, 0 before the first."""
        return self.transport.send("PUT", "/v1/proceso", proceso, Signed, seen(version))

    def example(self, proceso: Proceso) -> bytes:
        """Return a constancia of nobody as that proceso would have it, as PDF bytes."""
        return self.transport.content("/v1/proceso/muestra", proceso)

    def periodos(self) -> tuple[PeriodoAct, ...]:
        """Return every act that set a period."""
        return self.transport.get("/v1/periodos", tuple[PeriodoAct, ...])

    def set_periodo(self, act: PeriodoAct, version: int) -> PeriodoAct:
        """Return the act with its version; `version` is that of the last act that was seen."""
        return self.transport.send("POST", "/v1/periodos", act, PeriodoAct, seen(version))


@dataclass(frozen=True, slots=True)
class GeografiaClient:
    """The electoral geography."""

    transport: Transport

    def municipios(self, entidad: str) -> tuple[Municipio, ...]:
        """Return the municipios of an entidad (two digits), in order."""
        path = "/v1/geografia/municipios"
        return self.transport.get(path, tuple[Municipio, ...], {"entidad": entidad})

    def seccion(self, entidad: str, seccion: str) -> SeccionPlace:
        """Return where a sección (four digits) lies. Refused with `no_existe` if it does not."""
        path = f"/v1/geografia/secciones/{seccion}"
        return self.transport.get(path, SeccionPlace, {"entidad": entidad})


@dataclass(frozen=True, slots=True)
class ApartadosClient:
    """Items that jobs of the server set aside."""

    transport: Transport

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[Apartado]:
        """Return a page, newest first."""
        return self.transport.get("/v1/apartados", Page[Apartado], asked(wanted, cursor, limit))

    def again(self, apartado_id: int) -> Apartado:
        """Return the item, to be tried at once. Refused with `no_existe` if it went through."""
        path = f"/v1/apartados/{apartado_id}/reintento"
        return self.transport.send("POST", path, None, Apartado)


@dataclass(frozen=True, slots=True)
class TabletasClient:
    """Tablets that were reported stolen or suspended (numeral 10)."""

    transport: Transport

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[DeviceOfDesk]:
        """Return a page, the newest activation first."""
        query = asked(wanted, cursor, limit)
        return self.transport.get("/v1/dispositivos", Page[DeviceOfDesk], query)

    def suspend(self, device: str, reason: SuspensionReason, version: int) -> DeviceOfDesk:
        """Return the tablet, out of use."""
        path = f"/v1/dispositivos/{device}/suspension"
        return self.transport.send("POST", path, reason, DeviceOfDesk, seen(version))

    def withdraw(self, device: str, reason: SuspensionReason, version: int) -> DeviceOfDesk:
        """Return the tablet, its reports set aside."""
        path = f"/v1/dispositivos/{device}/retiro"
        return self.transport.send("POST", path, reason, DeviceOfDesk, seen(version))

    def reopen(self, device: str, reason: SuspensionReason, version: int) -> DeviceOfDesk:
        """Return the tablet, no longer suspended: it may send what it had signed."""
        path = f"/v1/dispositivos/{device}/reapertura"
        return self.transport.send("POST", path, reason, DeviceOfDesk, seen(version))


@dataclass(frozen=True, slots=True)
class CuentasClient:
    """Accounts of the staff."""

    transport: Transport

    def page(self, wanted: Wanted = ALL, cursor: str = "", limit: int = 0) -> Page[Cuenta]:
        """Return a page."""
        return self.transport.get("/v1/cuentas", Page[Cuenta], asked(wanted, cursor, limit))

    def open(self, cuenta: NewCuenta) -> Cuenta:
        """Return the new account."""
        return self.transport.send("POST", "/v1/cuentas", cuenta, Cuenta)

    def grant(self, cuenta_id: int, roles: GrantedRoles, version: int) -> Cuenta:
        """Return the account with the roles it has from now on."""
        return self._edit("PUT", f"{cuenta_id}/roles", roles, version)

    def reset_password(self, cuenta_id: int, reset: PasswordReset, version: int) -> Cuenta:
        """Return the account, whose present password is void from now on."""
        return self._edit("PUT", f"{cuenta_id}/contrasena", reset, version)

    def set_correo(self, cuenta_id: int, correo: CorreoOfAccount, version: int) -> Cuenta:
        """Return the account, whose passwords are mailed there from now on."""
        return self._edit("PUT", f"{cuenta_id}/correo", correo, version)

    def unlock(self, cuenta_id: int, reason: AccountReason, version: int) -> Cuenta:
        """Return the account, whose wrong tries are forgotten."""
        return self._edit("POST", f"{cuenta_id}/desbloqueo", reason, version)

    def remove_second_step(self, cuenta_id: int, reason: AccountReason, version: int) -> Cuenta:
        """Return the account, whose sign-in asks for no code any more."""
        return self._edit("POST", f"{cuenta_id}/segundo_paso/retiro", reason, version)

    def close(self, cuenta_id: int, reason: AccountReason, version: int) -> Cuenta:
        """Return the account, which opens no session from now on."""
        return self._edit("POST", f"{cuenta_id}/cierre", reason, version)

    def reopen(self, cuenta_id: int, reason: AccountReason, version: int) -> Cuenta:
        """Return the account, open again."""
        return self._edit("POST", f"{cuenta_id}/reapertura", reason, version)

    def _edit(self, method: str, path: str, body: object, version: int) -> Cuenta:
        return self.transport.send(method, f"/v1/cuentas/{path}", body, Cuenta, seen(version))


@dataclass(frozen=True, slots=True)
class HoyClient:
    """What waits for the person."""

    transport: Transport

    def now(self) -> Hoy:
        """Return what there is to do now."""
        return self.transport.get("/v1/hoy", Hoy)


@dataclass(frozen=True, slots=True)
class ExportacionesClient:
    """Lists that leave as files."""

    transport: Transport

    def note(self, export: Exportacion) -> None:
        """Have the bitácora keep that a list is exported."""
        self.transport.send("POST", "/v1/exportaciones", export, type(None))


@dataclass(frozen=True, slots=True)
class BitacoraClient:
    """The append-only log."""

    transport: Transport

    def page(
        self,
        wanted: Wanted = ALL,
        cursor: str = "",
        limit: int = 0,
        some: BitacoraWanted = ALL_ACTS,
    ) -> Page[BitacoraRow]:
        """Return a page, newest first, of the entries that are wanted."""
        said = {name: getattr(some, name) for name in ("actor", "act", "subject", "day", "day_to")}
        query = asked(wanted, cursor, limit) | {k: str(v) for k, v in said.items() if v}
        return self.transport.get("/v1/bitacora", Page[BitacoraRow], query)

    def check(self, after: int) -> ChainChecked:
        """Return whether the entries after number `after` chain, some thousands at once."""
        query = asked(ALL, str(after), 0)
        return self.transport.get("/v1/bitacora/cadena", ChainChecked, query)

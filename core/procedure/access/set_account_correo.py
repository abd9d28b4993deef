"""An administrator says where the passwords of an account are mailed; on the server."""

from dataclasses import dataclass

from core.domain.access.cuenta import CorreoOfAccount
from core.domain.values import texto
from core.ports.central import Bitacora
from core.ports.central_access import Accounts
from core.procedure.access.staff_account import open_staff_account


@dataclass(frozen=True, slots=True)
class SetAccountCorreo:
    """Keep the address, and why; the bitácora holds the reason and never the address."""

    accounts: Accounts
    bitacora: Bitacora

    def __call__(self, account_id: int, correo: CorreoOfAccount) -> None:
        """Raise NotThere, RoleNotForStaff, TextMissing or AlreadyClosed."""
        open_staff_account(self.accounts, account_id)
        ground = texto.required(correo.ground, "ground")
        self.accounts.set_correo(account_id, texto.correo(correo.correo))
        self.bitacora.append("correo_de_cuenta_fijado", str(account_id), {"fundamento": ground})

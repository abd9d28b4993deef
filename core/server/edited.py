"""What people edit, told datum by datum: what the next one to save is told of."""

from collections.abc import Mapping

from core.central.unit_of_work import UnitOfWork
from core.domain.cambio import CUENTA
from core.domain.roles import NAMES
from core.server.editing import Thing


def _cuenta(work: UnitOfWork, key: str) -> Mapping[str, str]:
    """Return an account; of its password, only that there is another."""
    account = work.accounts.by_id(int(key))
    temporary = account.temporary_until
    return {
        "Papeles": ", ".join(NAMES[role] for role in NAMES if role in account.roles),
        "Correo": account.correo,
        "Cuenta": "abierta" if account.closed_at is None else "cerrada",
        "Contraseña": f"temporal, hasta {temporary:%Y-%m-%d %H:%M} UTC" if temporary else "propia",
    }


ACCOUNT = Thing(CUENTA, _cuenta)

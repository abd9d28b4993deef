"""Numeral 5, on the server: confirmation, Id Solicitante, user, password and link, by e-mail."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.domain.access.roles import Role
from core.domain.proceso.proceso import Mode, Proceso
from core.domain.values import texto
from core.errors import NotThere
from core.ports.central import PASSWORD_LASTS, Bitacora, Letters, NewMail, Outbox, SentPassword
from core.ports.central_access import Accounts, NewAccount, Sessions
from core.ports.central_registration import KnownAspirante, Procesos
from core.ports.entradas import Identidades
from core.ports.shared import Clock
from core.spanish_dates import day_and_hour

KIND = "acceso"


@dataclass(frozen=True, slots=True)
class FreshPassword:
    """A temporary password, and its hash made before any lock was taken."""

    text: str
    kept: str


@dataclass(frozen=True, slots=True)
class SendAccess:
    """Give a registered aspirante access, and mail it to the address of 4.e.a alone."""

    accounts: Accounts
    sessions: Sessions
    identidades: Identidades
    outbox: Outbox
    procesos: Procesos
    letters: Letters
    bitacora: Bitacora
    clock: Clock
    link: str

    def __call__(self, aspirante: KnownAspirante, password: FreshPassword) -> None:
        """Void any access that there was, links to providers too, and queue one mail."""
        account_id = self._account(aspirante, password)
        self.sessions.end_all(account_id)
        self.identidades.unlink_all(account_id)
        self.outbox.void(KIND, aspirante.id_solicitante)
        facts = self._facts(aspirante, password, self.accounts.by_id(account_id).user)
        mail = NewMail(
            kind=KIND,
            to=texto.correo(aspirante.registro.autenticacion.correo),
            about=aspirante.id_solicitante,
            letter=self.letters(KIND, facts),
            secret=True,
        )
        self.outbox.put(mail)
        self.bitacora.append("acceso_enviado", aspirante.id_solicitante)

    def _account(self, aspirante: KnownAspirante, password: FreshPassword) -> int:
        """Open the account, or give the one there is a new temporary password."""
        sent = SentPassword.temporary(password.kept, self.clock.now())
        try:
            account = self.accounts.of_aspirante(aspirante.id_solicitante)
        except NotThere:
            return self.accounts.open(
                NewAccount(
                    user=f"sol{aspirante.id_solicitante}",
                    name=aspirante.name,
                    roles=frozenset({Role.ASPIRANTE}),
                    password=sent,
                    must_change=True,
                    id_solicitante=aspirante.id_solicitante,
                )
            )
        self.accounts.set_temporary(account.id, sent)
        return account.id

    def _facts(
        self, aspirante: KnownAspirante, password: FreshPassword, user: str
    ) -> dict[str, str]:
        proceso = self.procesos.current().proceso
        return {
            "instituto": proceso.instituto,
            "proceso": proceso.name,
            "practica": "sí" if proceso.mode is Mode.PRACTICA else "",
            "nombre": aspirante.name,
            "id_solicitante": aspirante.id_solicitante,
            "usuario": user,
            "contrasena": password.text,
            "liga": self.link,
            "vence": self._until(proceso),
        }

    def _until(self, proceso: Proceso) -> str:
        """Return when the password expires: day and hour as Spanish text."""
        return day_and_hour(self.clock.now() + PASSWORD_LASTS, ZoneInfo(proceso.time_zone))

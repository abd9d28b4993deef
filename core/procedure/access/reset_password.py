"""An administrator gives someone of the staff a first password again, on the server."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.domain.access.access_errors import AccountWithoutMail
from core.domain.access.cuenta import PasswordReset
from core.domain.values import texto
from core.ports.central import PASSWORD_LASTS, Bitacora, Letters, NewMail, Outbox, SentPassword
from core.ports.central_access import Account, Accounts, Sessions, Tries
from core.ports.central_registration import Procesos
from core.ports.shared import Clock
from core.procedure.access.letter_head import letter_head
from core.procedure.access.staff_account import open_staff_account
from core.procedure.n05_send_access import FreshPassword
from core.spanish_dates import day_and_hour

KIND = "contrasena"
_BEFORE_ANY_PROCESO = "America/Mexico_City"


@dataclass(frozen=True, slots=True)
class ResetPassword:
    """Void the present password, its wrong tries and every session; the new one is temporary."""

    accounts: Accounts
    sessions: Sessions
    tries: Tries
    outbox: Outbox
    procesos: Procesos
    letters: Letters
    bitacora: Bitacora
    clock: Clock
    link: str

    def __call__(self, account_id: int, reset: PasswordReset, password: FreshPassword) -> None:
        """Keep `password`, and mail it unless the reset says the one that is handed over.

        Raises NotThere, TextMissing, AlreadyClosed, AccountWithoutMail, or RoleNotForStaff for an
        aspirante, who gets theirs by e-mail (numeral 5).
        """
        account = open_staff_account(self.accounts, account_id)
        ground = texto.required(reset.ground, "ground")
        by_mail = not reset.password
        if by_mail and not account.correo:
            raise AccountWithoutMail
        sent = SentPassword.temporary(password.kept, self.clock.now())
        self.accounts.set_temporary(account_id, sent)
        self.sessions.end_all(account_id)
        self.tries.forget_of(account.user)
        self.outbox.void(KIND, str(account_id))
        if by_mail:
            self._mail(account, password)
        facts = {"fundamento": ground, "entrega": "por correo" if by_mail else "en persona"}
        self.bitacora.append("contrasena_restablecida", str(account_id), facts)

    def _mail(self, account: Account, password: FreshPassword) -> None:
        published = self.procesos.latest()
        facts = letter_head(published.proceso if published else None) | {
            "nombre": account.name,
            "usuario": account.user,
            "contrasena": password.text,
            "liga": self.link,
            "vence": self._until(published.proceso.time_zone if published else ""),
        }
        letter = self.letters(KIND, facts)
        mail = NewMail(KIND, account.correo, str(account.id), letter, secret=True)
        self.outbox.put(mail)

    def _until(self, time_zone: str) -> str:
        """Return when the password expires: day and hour as Spanish text."""
        zone = ZoneInfo(time_zone or _BEFORE_ANY_PROCESO)
        return day_and_hour(self.clock.now() + PASSWORD_LASTS, zone)

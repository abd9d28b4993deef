"""An administrator takes the second step away from an account of the staff; on the server."""

from dataclasses import dataclass

from core.domain.access.access_errors import OwnSecondStep, SecondStepOff
from core.domain.access.cuenta import AccountReason
from core.domain.values import texto
from core.ports.central import Bitacora, Letters, NewMail, Outbox
from core.ports.central_access import Account, Accounts
from core.ports.central_registration import Procesos
from core.ports.second_step import SecondFactors
from core.procedure.access.letter_head import letter_head
from core.procedure.access.staff_account import open_staff_account

KIND = "segundo_paso"


@dataclass(frozen=True, slots=True)
class RemoveSecondStep:
    """For who lost both telephone and codes: the password alone opens, and its owner is told.

    `by` is who does it.
    """

    accounts: Accounts
    factors: SecondFactors
    outbox: Outbox
    procesos: Procesos
    letters: Letters
    bitacora: Bitacora
    by: int

    def __call__(self, account_id: int, reason: AccountReason) -> None:
        """Raise NotThere, RoleNotForStaff, TextMissing, AlreadyClosed, SecondStepOff.

        OwnSecondStep for one's own: a session that somebody else took must not be enough.
        """
        account = open_staff_account(self.accounts, account_id)
        ground = texto.required(reason.ground, "ground")
        if account.id == self.by:
            raise OwnSecondStep
        if account.second_step_at is None:
            raise SecondStepOff
        self.factors.turn_off(account_id)
        if account.correo:
            self._tell(account)
        facts = {"fundamento": ground}
        self.bitacora.append("segundo_paso_retirado", str(account_id), facts)

    def _tell(self, account: Account) -> None:
        published = self.procesos.latest()
        head = letter_head(published.proceso if published else None)
        facts = head | {"nombre": account.name, "usuario": account.user}
        letter = self.letters(KIND, facts)
        self.outbox.put(NewMail(KIND, account.correo, str(account.id), letter))

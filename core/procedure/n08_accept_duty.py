"""Numeral 8, on the server: the aspirante accepts being responsible for the use of the app."""

from dataclasses import dataclass
from hashlib import sha256

from core.domain.access.access_errors import DutyTextChanged
from core.domain.access.cuenta import Deber, DutyAccepted
from core.ports.central import Bitacora
from core.ports.central_access import Account, Accounts
from core.ports.central_registration import Procesos


@dataclass(frozen=True, slots=True)
class AcceptDuty:
    """Note the acceptance: text, version and time become a leaf of the bitácora."""

    accounts: Accounts
    bitacora: Bitacora
    procesos: Procesos

    def __call__(self, account_id: int, accepted: DutyAccepted) -> Deber:
        """Return the duty as accepted; idempotent. Raises DutyTextChanged for another text."""
        account = self.accounts.by_id(account_id)
        duty = duty_of(account, self.procesos)
        if accepted.sha256 != duty.sha256:
            raise DutyTextChanged
        if duty.accepted_at is not None:
            return duty
        self.accounts.accept_duty(account_id, duty.version, duty.sha256)
        facts = {"version": duty.version, "sha256": duty.sha256}
        self.bitacora.append("deber_aceptado", account.id_solicitante, facts)
        return duty_of(self.accounts.by_id(account_id), self.procesos)


def duty_of(account: Account, procesos: Procesos) -> Deber:
    """Return the text in force, and when this account accepted that very text."""
    published = procesos.current()
    digest = sha256(published.proceso.duty_text.encode()).hexdigest()
    same = account.duty_sha256 == digest
    return Deber(
        version=str(published.version),
        text=published.proceso.duty_text,
        sha256=digest,
        accepted_at=account.duty_accepted_at if same else None,
    )

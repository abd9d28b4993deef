"""Whether a code of a second step is right, and it is spent by that; on the server."""

from dataclasses import dataclass

from core.ports.central import Bitacora
from core.ports.central_access import Account
from core.ports.second_step import SecondFactors, Totp
from core.ports.shared import Clock

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ProveCode:
    """Six digits are of the telephone, anything else of recovery. None is taken twice."""

    factors: SecondFactors
    totp: Totp
    clock: Clock
    bitacora: Bitacora

    def __call__(self, account: Account, typed: str) -> bool:
        """Tell whether the code was right; then it serves no more."""
        factor = self.factors.of(account.id)
        if factor is None:
            return False
        code = "".join(typed.split())
        if len(code) != _DIGITS or not code.isascii() or not code.isdigit():
            return self._recovered(account, code)
        step = self.totp.step(self.factors.secret(account.id), code, self.clock.now())
        if step is None or step <= factor.last_step:
            return False
        self.factors.spend_step(account.id, step)
        return True

    def _recovered(self, account: Account, code: str) -> bool:
        spent = self.factors.spend_code(account.id, code)
        if spent:
            self.bitacora.append("codigo_de_recuperacion_usado", account.user)
        return spent

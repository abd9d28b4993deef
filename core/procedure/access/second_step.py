"""Somebody of the staff asks for a code at their own sign-in, or no longer; on the server."""

from dataclasses import dataclass

from core.domain.access.access_errors import SecondCodeRefused, SecondStepOff, SecondStepOn
from core.domain.access.segundo_paso import (
    RecoveryCodes,
    SegundoPaso,
    SegundoPasoCode,
    SegundoPasoOffer,
)
from core.ports.central import Bitacora
from core.ports.central_access import Account, Accounts
from core.ports.second_step import SecondFactors, Totp
from core.procedure.access.guesses import GuessSecondCode
from core.procedure.access.prove_code import ProveCode


@dataclass(frozen=True, slots=True)
class ShowSecondStep:
    """Tell how an account stands."""

    factors: SecondFactors

    def __call__(self, account: Account) -> SegundoPaso:
        """Return since when a code is asked for, and how many codes of recovery are left."""
        factor = self.factors.of(account.id)
        if factor is None or factor.on_at is None:
            return SegundoPaso(None, 0)
        return SegundoPaso(factor.on_at, factor.codes_left)


@dataclass(frozen=True, slots=True)
class OfferSecondStep:
    """Give a secret for a telephone; it asks for nothing until a code of it was right."""

    factors: SecondFactors
    totp: Totp

    def __call__(self, account: Account) -> SegundoPasoOffer:
        """Return a new secret, in place of one begun. Raises SecondStepOn."""
        if account.second_step_at is not None:
            raise SecondStepOn
        secret = self.factors.offer(account.id)
        return SegundoPasoOffer(self.totp.base32(secret), self.totp.uri(secret, account.user))


@dataclass(frozen=True, slots=True)
class TurnOnSecondStep:
    """From a first right code on, every sign-in of the account asks for one."""

    accounts: Accounts
    factors: SecondFactors
    prove: ProveCode
    bitacora: Bitacora

    def __call__(self, account_id: int, typed: SegundoPasoCode) -> RecoveryCodes:
        """Return the codes of recovery, in clear for this once.

        Raises SecondStepOn, SecondStepOff where nothing was begun, or SecondCodeRefused.
        """
        account = self.accounts.by_id(account_id)
        if account.second_step_at is not None:
            raise SecondStepOn
        if self.factors.of(account_id) is None:
            raise SecondStepOff
        if not self.prove(account, typed.code):
            raise SecondCodeRefused
        codes = self.factors.turn_on(account_id)
        self.bitacora.append("segundo_paso_puesto", account.user)
        return RecoveryCodes(codes)


@dataclass(frozen=True, slots=True)
class TurnOffSecondStep:
    """Ask for no code any more: an open session alone is not enough, so it takes a code."""

    accounts: Accounts
    factors: SecondFactors
    guess: GuessSecondCode
    prove: ProveCode
    bitacora: Bitacora

    def __call__(self, account_id: int, typed: SegundoPasoCode) -> SecondCodeRefused | None:
        """Return None once it is off, or the refusal: its count must be kept.

        Raises SecondStepOff or TooManySecondCodes.
        """
        account = self.accounts.by_id(account_id)
        if account.second_step_at is None:
            raise SecondStepOff
        self.guess.take(account.user)
        if not self.prove(account, typed.code):
            return SecondCodeRefused()
        self.guess.was_right(account.user)
        self.factors.turn_off(account_id)
        self.bitacora.append("segundo_paso_quitado", account.user)
        return None

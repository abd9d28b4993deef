"""Sign-in, renewal and sign-out, on the server.

The slow password comparison runs between two acts, outside any transaction.
"""

from dataclasses import dataclass
from hashlib import sha256

from core.domain.access.access_errors import (
    AccountClosed,
    SecondCodeWrong,
    SecondStepDue,
    SecondStepOver,
    TemporaryPasswordOver,
    WrongAccess,
)
from core.domain.access.segundo_paso import SecondLogin
from core.domain.access.session import Login, Session
from core.errors import NotAllowed
from core.ports.central import Bitacora
from core.ports.central_access import Account, Accounts, CameFrom, Sessions, SessionTokens
from core.ports.second_step import SecondFactors
from core.ports.shared import Clock
from core.procedure.access.guesses import GuessPassword, GuessSecondCode
from core.procedure.access.prove_code import ProveCode


@dataclass(frozen=True, slots=True)
class Proof:
    """Result of the comparison: whether it matched, and the hash it was compared with."""

    holds: bool
    kept: str


@dataclass(frozen=True, slots=True)
class TryToSignIn:
    """Count a try and find the hash to compare with."""

    accounts: Accounts
    guess: GuessPassword

    def __call__(self, login: Login) -> str:
        """Return the stored hash of the typed user, "" for an unknown one.

        The count must be committed before the comparison. Raises AccountBlocked or
        TooManyFromAddress.
        """
        self.guess.take(login.user)
        account = self.accounts.by_user(login.user)
        return account.kept if account else ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Open a session for who proved the password."""

    accounts: Accounts
    sessions: Sessions
    guess: GuessPassword
    bitacora: Bitacora
    clock: Clock
    factors: SecondFactors
    place: CameFrom

    def __call__(self, login: Login, proof: Proof) -> Session | NotAllowed:
        """Return the session, or the refusal: its entry in the bitácora must be kept as well.

        The bitácora names accounts only, and the limit of tries bounds how often: what was typed
        for a user may be a password. A password of one use is spent by this, so the account is
        read again under the lock. Where the account asks for a code nothing is opened or spent yet:
        SecondStepDue carries a ticket for it.
        """
        account = self.accounts.by_user(login.user)
        if account is None:
            return WrongAccess()
        if not proof.holds or account.kept != proof.kept:
            self.bitacora.append("acceso_negado", account.user)
            return WrongAccess()
        if account.closed_at is not None:
            self.bitacora.append("acceso_negado", account.user)
            return AccountClosed()
        if not account.may_log_in(self.clock.now()):
            self.bitacora.append("acceso_negado", account.user)
            return TemporaryPasswordOver()
        self.guess.was_right(login.user)
        if account.second_step_at is not None:
            ticket = self.factors.begin(account.id, _bound(account, self.place))
            return SecondStepDue({"ticket": ticket})
        self.accounts.logged_in(account.id)
        self.bitacora.append("sesion_abierta", account.user)
        return as_session(account, self.sessions.open(account.id, self.place))


@dataclass(frozen=True, slots=True)
class SignInByCode:
    """Open a session for who proved the password before, and now the code."""

    accounts: Accounts
    sessions: Sessions
    guess: GuessSecondCode
    bitacora: Bitacora
    clock: Clock
    factors: SecondFactors
    prove: ProveCode
    place: CameFrom

    def __call__(self, login: SecondLogin) -> Session | NotAllowed:
        """Return the session, or the refusal: its entry and its count must be kept as well.

        A ticket serves one session, where its password was typed and while it is the same.
        Raises TooManySecondCodes; the try counts before the code is compared.
        """
        pending = self.factors.pending(login.ticket)
        if pending is None:
            return SecondStepOver()
        account = self.accounts.by_id(pending.account_id)
        if pending.bound != _bound(account, self.place) or account.second_step_at is None:
            return SecondStepOver()
        if account.closed_at is not None or not account.may_log_in(self.clock.now()):
            return SecondStepOver()
        self.guess.take(account.user)
        if not self.prove(account, login.code):
            self.bitacora.append("codigo_negado", account.user)
            return SecondCodeWrong()
        self.guess.was_right(account.user)
        self.factors.end(account.id)
        self.accounts.logged_in(account.id)
        self.bitacora.append("sesion_abierta", account.user)
        return as_session(account, self.sessions.open(account.id, self.place))


@dataclass(frozen=True, slots=True)
class RenewSession:
    """Change a refresh for new tokens."""

    accounts: Accounts
    sessions: Sessions

    def __call__(self, refresh: str) -> Session | None:
        """Return the session, or None where it ended; a second use voids all of that login."""
        renewal = self.sessions.renew(refresh)
        if renewal is None:
            return None
        return as_session(self.accounts.by_id(renewal.account_id), renewal.tokens)


def _bound(account: Account, place: CameFrom) -> str:
    """Return what a ticket holds to: this password, typed at this address (SHA-256, hex)."""
    return sha256(f"{account.kept}|{place.address}".encode()).hexdigest()


def as_session(account: Account, tokens: SessionTokens) -> Session:
    """Return what a person gets at login: tokens, and what must still be done first."""
    return Session(
        token=tokens.token,
        refresh=tokens.refresh,
        expires_at=tokens.expires_at,
        name=account.name,
        roles=tuple(sorted(account.roles, key=lambda role: role.value)),
        id_solicitante=account.id_solicitante,
        must_change_password=account.must_change,
        must_accept_duty=bool(account.id_solicitante) and account.duty_accepted_at is None,
    )

"""Sign-in, renewal and sign-out, on the server.

The slow password comparison runs between two acts, outside any transaction.
"""

from dataclasses import dataclass

from core.domain.access_errors import AccountClosed, TemporaryPasswordOver, WrongAccess
from core.domain.session import Login, Session
from core.errors import NotAllowed
from core.ports.central import Bitacora
from core.ports.central_access import Account, Accounts, Sessions, SessionTokens
from core.ports.shared import Clock
from core.procedure.access.guesses import GuessPassword


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

    def __call__(self, login: Login, proof: Proof) -> Session | NotAllowed:
        """Return the session, or the refusal: its entry in the bitácora must be kept as well.

        The bitácora names accounts only, and the limit of tries bounds how often: what was typed
        for a user may be a password. A password of one use is spent by this, so the account is
        read again under the lock.
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
        self.accounts.logged_in(account.id)
        self.bitacora.append("sesion_abierta", account.user)
        return as_session(account, self.sessions.open(account.id))


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

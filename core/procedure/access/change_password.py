"""A person changes their own password, on the server. The hash is made before any lock is taken."""

from dataclasses import dataclass

from core.domain.access.access_errors import CurrentPasswordWrong, PasswordRepeated
from core.domain.access.cuenta import PasswordChange
from core.ports.central import Bitacora, Passwords
from core.ports.central_access import Account, Accounts, Sessions
from core.procedure.access.guesses import GuessPassword


@dataclass(frozen=True, slots=True)
class TryToChange:
    """Count a try of the present password, as at sign-in: an open session can be abused too."""

    guess: GuessPassword

    def __call__(self, account: Account, change: PasswordChange) -> None:
        """Raise PasswordRepeated, AccountBlocked or TooManyFromAddress; then no try is counted."""
        if change.new == change.current:
            raise PasswordRepeated
        self.guess.take(account.user)


@dataclass(frozen=True, slots=True)
class ProveChange:
    """Verify the present password and hash the new one: the slow part, in no transaction."""

    passwords: Passwords

    def __call__(self, account: Account, change: PasswordChange) -> str:
        """Return the hash of the new password. Raises CurrentPasswordWrong."""
        if not self.passwords.matches(change.current, account.kept):
            raise CurrentPasswordWrong
        return self.passwords.keep(change.new)


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Store the new password and end every other session of the account (numeral 5)."""

    accounts: Accounts
    sessions: Sessions
    guess: GuessPassword
    bitacora: Bitacora

    def __call__(self, before: Account, kept: str, token: str) -> None:
        """Return once stored; the session of `token` continues.

        Raises CurrentPasswordWrong where the password was changed in the meantime.
        """
        account = self.accounts.by_id(before.id)
        if account.kept != before.kept:
            raise CurrentPasswordWrong
        self.guess.was_right(account.user)
        self.accounts.set_password(account.id, kept)
        self.sessions.end_all(account.id, but=token)
        self.bitacora.append("contrasena_cambiada", account.user)

"""The one rule of a password, for people of the staff and auxiliares alike."""

from core.domain.errors import PasswordWeak

LEAST_PASSWORD = 12


def check_password(password: str) -> None:
    """Raise PasswordWeak below twelve characters; length is the only rule.

    Source: NIST SP 800-63B.
    """
    if len(password) < LEAST_PASSWORD:
        raise PasswordWeak

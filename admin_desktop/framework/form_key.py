"""The Idempotency-Key of a form: what was sent and never answered is not made twice."""

import secrets

_KEY_BYTES = 24


class FormKey:
    """One key until the form is answered or let go; then another."""

    def __init__(self) -> None:
        self.value = new_key()

    def renew(self) -> None:
        """Take another: what is sent next is something else."""
        self.value = new_key()


def new_key() -> str:
    """Return a key that no other form has."""
    return secrets.token_urlsafe(_KEY_BYTES)

"""On the server: what a form asks for is made once, however often its answer was lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.domain.registration.registration_errors import FormKeyReused
from core.ports.keyed_request import KeyedRequest, KeyedRows

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class _Numbered(Protocol):
    @property
    def id(self) -> int:
        """Return its number among its kind."""


Made = TypeVar("Made", bound=_Numbered)


@dataclass(frozen=True, slots=True)
class MadeOnce:
    """Makes rows of one `kind` under keys of who asks."""

    kind: str
    rows: KeyedRows

    def __call__(
        self,
        key: str,
        body: "DataclassInstance",
        make: Callable[[], Made],
        again: Callable[[int], Made],
    ) -> Made:
        """Return what `make` gives; the same key and body later, `again` of its number.

        A rule that came to hold meanwhile does not change what was made. Raises FormKeyReused for
        another body, and what `make` raises; then nothing is kept.
        """
        request = KeyedRequest.of(key, body)
        before = self.rows.made(self.kind, key)
        if before is None:
            made = make()
            self.rows.keep(self.kind, request, made.id)
            return made
        if before.sha256 != request.sha256:
            raise FormKeyReused
        return again(before.number)

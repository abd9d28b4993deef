"""Numeral 3, on the server: a constancia is printed; a second time it says that it is a reprint."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.registration.constancia import Impresion
from core.domain.registration.registration_errors import (
    ConstanciaVoided,
    NothingToPrint,
    PrintKeyReused,
)
from core.ports.central import Bitacora
from core.ports.central_registration import Constancias, KeptPrint
from core.ports.keyed_request import KeyedRequest
from core.ports.shared import Clock

MOST: Final = 200
"""Constancias of one print."""


@dataclass(frozen=True, slots=True)
class PrintConstancia:
    """Count each copy that leaves; whose answer was lost is not counted again."""

    constancias: Constancias
    bitacora: Bitacora
    clock: Clock

    def __call__(self, asked: Impresion, key: str) -> KeptPrint:
        """Return which copy of each one this is, from 1: the original. The same key, the same.

        Raises NothingToPrint, NotThere, ConstanciaVoided or PrintKeyReused; then none is counted.
        """
        check_some(asked.ids)
        known = [self.constancias.by_id(each) for each in asked.ids]
        if any(each.voided for each in known):
            raise ConstanciaVoided
        request = KeyedRequest.of(key, asked)
        if before := self.constancias.print_of(key):
            if before.request != request:
                raise PrintKeyReused
            return before
        counted = []
        for each in known:
            copy = self.constancias.printed(each.id)
            facts = {"numero": each.constancia.number, "ejemplar": str(copy)}
            self.bitacora.append("constancia_impresa", str(each.id), facts)
            counted.append(copy)
        made = KeptPrint(request, tuple(counted), self.clock.now())
        self.constancias.keep_print(made)
        return made


def check_some(ids: Sequence[int]) -> None:
    """Raise NothingToPrint unless they are some, not too many, and each of them once."""
    if not 0 < len(ids) <= MOST or len(set(ids)) != len(ids):
        raise NothingToPrint

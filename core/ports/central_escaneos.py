"""What the scanned documents of an expediente need, bound to one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.registration.escaneo import Escaneo, NewEscaneo
from core.domain.registration.escaneo_content import SeenContent


@dataclass(frozen=True, slots=True)
class KnownEscaneo:
    """A document that was announced: of whom, with what, when, and `shown` once its bytes are kept.

    `blob` is the SHA-256 (hex) of its sealed bytes in the store, "" before they were sent there,
    and `blob_size` their number.
    """

    aspirante: str
    new: NewEscaneo
    announced_at: datetime
    shown: Escaneo | None
    blob: str
    blob_size: int


class Escaneos(Protocol):
    """The documents of all expedientes. That one was kept is never forgotten."""

    def find(self, escaneo_id: str) -> KnownEscaneo | None:
        """Return one, announced or kept; None where there is none."""

    def of(self, id_solicitante: str) -> tuple[Escaneo, ...]:
        """Return those that are kept of one expediente, the last one first."""

    def count(self, id_solicitante: str) -> int:
        """Return how many one expediente has, those that were only announced too."""

    def announce(self, id_solicitante: str, new: NewEscaneo) -> None:
        """Note what is about to come."""

    def stage(self, escaneo_id: str, blob: str, size: int) -> None:
        """Note which sealed bytes are about to be stored, so that they are found if no more comes.

        Raises NotThere.
        """

    def keep(self, escaneo_id: str, seen: SeenContent) -> Escaneo:
        """Note that the bytes are stored; from now on the document is in force. Raises NotThere."""

    def end(self, escaneo_id: str, reason: str, replaced_by: str = "") -> Escaneo:
        """Note that a document is in force no more. Raises NotThere."""

    def announced_before(self, before: datetime) -> Sequence[KnownEscaneo]:
        """Return those that were announced before then, and whose bytes are still awaited."""

    def closed_before(self, before: datetime) -> Sequence[KnownEscaneo]:
        """Return those that are kept still of expedientes whose acta was issued before then."""

    def erase(self, escaneo_id: str) -> None:
        """Note that the file is gone, and forget title and reasons with it. Raises NotThere."""

    def drop(self, escaneo_id: str) -> None:
        """Forget one of them. Nothing where its bytes are kept by now, or there is none."""

"""What a batch for the DERFE and its answer need (numeral 9)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from core.domain.verification.lote import Estatus
from core.ports.central_padron import SealedRecord

CitizenOf = Callable[[SealedRecord], tuple[str, str]]
"""Gives clave and CIC of one record, in clear, in memory, "" for one that the card had not; in the
worker only. It raises EnvelopeRejected."""


class AskedCitizen(NamedTuple):
    """A citizen whom the DERFE is asked about: one of their records, and both keyed hashes."""

    record: SealedRecord
    clave: str
    cic: str


class LoteLine(NamedTuple):
    """A line of a batch: its reference, and whom it is about."""

    reference: str
    question: AskedCitizen


class DerfeAnswer(NamedTuple):
    """What the DERFE said of one citizen, by the padrón of that day."""

    estatus: Estatus
    cause: str
    seccion: str
    day: date


Citizens = Mapping[tuple[str, str], DerfeAnswer]
"""By the keyed hashes of clave and CIC."""

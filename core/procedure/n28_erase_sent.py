"""Numeral 28, on the tablet: a received record is erased; its receipt stays."""

from contextlib import suppress
from dataclasses import dataclass

from core.domain.apoyos.envio import Receipt
from core.domain.device.tablet import KeptReceipt, RecordInfo
from core.domain.values.signed import Signed
from core.errors import MachineTrouble
from core.ports.tablet import ApoyoQueue, ReceiptLedger, RepeatNotes


@dataclass(frozen=True, slots=True)
class EraseSent:
    """Erase one record whose receipt was verified: the only act that erases records."""

    queue: ApoyoQueue
    ledger: ReceiptLedger
    repeats: RepeatNotes

    def __call__(self, record: RecordInfo, signed: Signed, receipt: Receipt) -> None:
        """Return once the receipt is durable and the record erased, in that order.

        The erasure is durable after `settle`. A power cut before loses nothing: `finish` goes on.
        `receipt` is the verified body of `signed`.
        """
        kept = KeptReceipt(
            record.counter, record.aspirante, receipt.folio, receipt.received_at, signed
        )
        self.ledger.keep(record.record_id, kept)
        self._erase(record)

    def finish(self) -> None:
        """Erase records whose receipt is already stored, and notes of records no longer waiting."""
        noted = self.repeats.noted()  # first: what is saved meanwhile is put before it is noted
        waiting = set()
        for record in self.queue.pending():
            waiting.add(record.record_id)
            if self.ledger.holds(record.record_id, record.counter):
                self._erase(record)
        for record_id in noted - waiting:
            self.repeats.forget(record_id)
        self.settle()

    def settle(self) -> None:
        """Return once what was erased so far stays erased, or once the disk failed.

        Then a power cut may bring some back, each with its receipt, and `finish` goes on.
        """
        with suppress(MachineTrouble):
            self.queue.settle()

    def _erase(self, record: RecordInfo) -> None:
        """Erase a receipted record after its note: one wait for the disk makes both durable."""
        self.repeats.forget(record.record_id)
        self.queue.erase(record)

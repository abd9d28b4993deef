"""Lower bound of the current time on a tablet. Source: norma/sistema.md, 4."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import ApoyoError
from core.ports.tablet import ApoyoQueue, PacketStore, ReceiptLedger


@dataclass(frozen=True, slots=True)
class LastKnownTime:
    """A TimeBound: the latest of the packet's time, the receipts' and the waiting records'."""

    packets: PacketStore
    queue: ApoyoQueue
    ledger: ReceiptLedger

    def latest(self) -> datetime | None:
        record, receipt = self.queue.last(), self.ledger.last()
        known = [record.saved_at] if record else []
        known += [receipt.received_at] if receipt else []
        try:
            known.append(self.packets.load().server_time)
        except ApoyoError:  # no packet, or a closed one: it says no time
            return max(known, default=None)
        return max(known)

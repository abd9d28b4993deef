"""A memory stick and the queue of its tablet at one moment, read from a copy of both."""

import json
from dataclasses import dataclass
from typing import Any

from tests.walkthrough.evidence.envelope import found_in
from tests.walkthrough.run import Run

HANDED_IN, RECEIVED, PICKED_UP = "en_la_memoria", "memoria_recibida", "recibo_recogido"


@dataclass(frozen=True)
class Stick:
    """Envelopes by record id, as raw bytes; receipts by the name of their file."""

    envelopes: dict[str, bytes]
    receipts: dict[str, dict[str, Any]]
    queue: dict[str, bytes]


def stick_at(run: Run, moment: str) -> Stick:
    """Return what lay there. Raises NotYet."""
    there = run.copy(moment) / "kiosk2"
    on_stick, queued = (
        {each.header["record_id"]: each.raw for each in found_in(there / name)}
        for name in ("memoria", "queue")
    )
    receipts = {
        path.stem: json.loads(path.read_bytes())
        for path in sorted((there / "memoria").rglob("*.json"))
    }
    return Stick(on_stick, receipts, queued)

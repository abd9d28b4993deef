"""Sealed records handed in on a memory stick: received by the act of the network's (25 to 28).

A folder has `sobres`, written by tablets, and gets `recibos`, which they read. What was received
before, by network or by another stick, gets the same receipt again and is counted once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from core import durable
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import OtherBytes, UploadMalformed
from core.domain.apoyos.hand_in import ENVELOPES, RECEIPTS, record_named
from core.domain.values.signed import Signed
from core.errors import ApoyoError
from core.ports.central_apoyos import Received
from core.procedure.n27_receive_apoyo import same_bytes
from core.sealing.running import RunningDigest
from core.server.composition.acts import blobs, check_apoyo
from core.server.composition.dependencies import Dependencies
from core.server.errors import NothingHandedIn
from core.server.host.disk_full import translate_disk_full
from core.server.host.machine import machine_trouble
from core.server.receiving.arrivals import KeptRecord, Outcome
from core.server.receiving.group_commit import receive_together
from core.server.receiving.upload import MOST_BYTES
from core.wire import to_json

_TOGETHER: Final = 64


@dataclass(frozen=True, slots=True)
class HandInOutcome:
    """What became of one file: its folio (`fresh` if given now), or why it was refused."""

    name: str
    folio: str = ""
    fresh: bool = False
    error: ApoyoError | None = None


def receive_folder(deps: Dependencies, folder: Path) -> Iterator[HandInOutcome]:
    """Receive each record of a folder, and leave its receipt there; yield what became of each.

    One file that cannot be read or kept stops no other. Raises NothingHandedIn where the folder
    has no `sobres`, or has a link that no tablet makes: receipts would be written elsewhere; and
    MachineTrouble where a group cannot be committed or its receipts not be left. Then it may be
    done again.
    """
    with machine_trouble(folder):
        if not (folder / ENVELOPES).is_dir() or _has_links(folder):
            raise NothingHandedIn({"folder": str(folder)})
        files = iter(sorted((folder / ENVELOPES).iterdir()))
    while group := list(islice(files, _TOGETHER)):
        yield from _receive(deps, folder, [each for each in group if record_named(each.name)])


def _receive(deps: Dependencies, folder: Path, group: Sequence[Path]) -> Iterator[HandInOutcome]:
    """Keep a group, give it its folios in one transaction, and only then write its receipts."""
    kept = [(path, _attempted(deps, path)) for path in group]
    fresh = [each for _, each in kept if isinstance(each, KeptRecord)]
    given = iter(receive_together(deps, fresh) if fresh else ())
    for path, each in kept:
        outcome: Outcome = next(given) if isinstance(each, KeptRecord) else each
        if isinstance(outcome, Received):
            _leave(folder, outcome.record_id, outcome.receipt)
            yield HandInOutcome(path.name, outcome.folio, fresh=isinstance(each, KeptRecord))
        elif isinstance(outcome, ApoyoError):
            if isinstance(each, KeptRecord) and isinstance(outcome, OtherBytes):
                blobs(deps).growing(each.header.record_id, each.sha256).remove()
            yield HandInOutcome(path.name, error=outcome)
        else:
            raise outcome


def _has_links(folder: Path) -> bool:
    return any((folder / each).is_symlink() for each in (ENVELOPES, RECEIPTS))


def _attempted(deps: Dependencies, path: Path) -> KeptRecord | Received | ApoyoError:
    try:
        with machine_trouble(path), translate_disk_full():
            return _keep(deps, path)
    except ApoyoError as error:
        return error


def _keep(deps: Dependencies, path: Path) -> KeptRecord | Received:
    """Check a file and make it durable here. It is read once: what is kept is what was checked."""
    if path.is_symlink() or not 0 < path.stat().st_size <= MOST_BYTES:
        raise UploadMalformed
    content = path.read_bytes()
    digest = RunningDigest(len(content))
    digest.update(content)
    arrived = digest.end()
    record_id = record_named(path.name)
    with deps.units.reading() as work:
        if known := work.apoyos.find(record_id):
            return same_bytes(known, arrived.sha256)
        header = check_apoyo(deps, work)(arrived, record_id=record_id)
    growing = blobs(deps, header.device).growing(record_id, arrived.sha256)
    try:
        growing.discard()  # a part that came by network: these bytes were checked, those were not
        growing.append(0, content)
        growing.finish(len(content), b"")
    finally:
        growing.close()
    return KeptRecord(header, arrived.sha256, arrived.size, header.device)


def _leave(folder: Path, record_id: RecordId, receipt: Signed) -> None:
    """Write a receipt for the tablet that brought the record."""
    receipts = folder / RECEIPTS
    with machine_trouble(receipts):
        receipts.mkdir(exist_ok=True)
        durable.write_whole(receipts / f"{record_id}.json", to_json(receipt))

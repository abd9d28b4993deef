"""What keeps a prepared server well, done beside it while it runs: `apoyo central recount`."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.central.apoyos.conteo import UNJUDGED
from core.central.apoyos.recount import Difference
from core.central.database import open_database
from core.central.migrations import is_current
from core.central.unit_of_work import SERVER, Units
from core.clock import SystemClock
from core.domain.verification.importacion import ImportKind
from core.messages import explain, with_noun
from core.sealing.ceros import Ceros, read_certificate
from core.server.composition.envelopes import device_public
from core.server.errors import DatabaseOld
from core.server.files.received_imports import ReceivedFile, take_in
from core.server.host.doctor import Vital, vitals
from core.server.host.keys import KeyFiles
from core.server.host.machine import machine_trouble
from core.server.host.stores import blobs_of
from core.server.jobs.recount import mend
from core.server.papers.shown_packet import packet_page
from core.server.receiving.handed_in import HandInOutcome, receive_folder
from core.server.upkeep import backup
from core.server.upkeep.checking import WholeCheck
from core.server.web import compose
from core.settings.server import ServerSettings

_GROUP_TOO, _OWNER_ONLY = 0o007, 0o077
_PIECE_BYTES = 1 << 20


def recount(settings: ServerSettings, *, fix: bool) -> Sequence[Difference]:
    """Return where the roll-ups differ from the records; with `fix`, once that is corrected.

    Others go on meanwhile: a pair is corrected in a transaction of its own. Raises MachineTrouble.
    """
    with units_of(settings) as units:
        with units.reading() as work:
            found = work.recount.differences()
        if fix:
            mend(units, found)
        return found


def verify(settings: ServerSettings, rate: float) -> Iterator[str]:
    """Yield what does not hold together of all that was received, a sentence each.

    With `rate` (MiB a second) every envelope is read and hashed. Raises MachineTrouble.
    """
    with units_of(settings) as units:
        signer = KeyFiles(settings.keys).signing_key().public_key()
        yield from WholeCheck(units, blobs_of(settings)(""), signer, rate)()


def examine(settings: ServerSettings) -> Sequence[Vital]:
    """Return how the server is. Raises MachineTrouble."""
    with units_of(settings) as units:
        return tuple(vitals(settings, units))


def back_up(settings: ServerSettings, folder: Path) -> int:
    """Copy what `core.server.upkeep.backup` says; return how many envelopes. Raises MachineTrouble.

    The copy is of whoever makes it, alone: it holds the hashes of passwords, and names.
    """
    with units_of(settings):
        os.umask(_OWNER_ONLY)
        return backup.back_up(settings, folder)


def verify_copy(settings: ServerSettings, folder: Path) -> Iterator[str]:
    """Yield what does not hold together of a copy, as `verify`. Raises MachineTrouble."""
    copy = settings.model_copy(
        update={
            "data": folder.expanduser().absolute(),
            "database_url": "",
            "blob_url": "",
            "keys_folder": settings.keys,
        }
    )
    yield from verify(copy, 0)


def restore(settings: ServerSettings, folder: Path) -> None:
    """Put a copy where a server is to be. Raises MachineTrouble."""
    os.umask(_GROUP_TOO)
    with machine_trouble(settings.data):
        backup.restore(folder, settings)


def receive(settings: ServerSettings, folder: Path) -> Iterator[HandInOutcome]:
    """Receive what was handed in on a memory stick, beside the web; yield what became of each.

    Raises MachineTrouble.
    """
    with units_of(settings) as units:
        yield from receive_folder(replace(compose(settings), units=units), folder)


def import_padron(settings: ServerSettings, file: Path, day: date) -> int:
    """Take in a cut of the padrón from this machine; return the number of the import.

    The worker checks it, and who has the role INE applies it. Raises ImportOpen or MachineTrouble.
    """
    what = ReceivedFile(ImportKind.PADRON, day)
    with units_of(settings) as units, machine_trouble(file), file.open("rb") as opened:
        deps = replace(compose(settings), units=units)
        pieces = iter(partial(opened.read, _PIECE_BYTES), b"")
        return take_in(deps, SERVER, what, pieces).id


def told_handed_in(each: HandInOutcome) -> str:
    """Return what became of one file as a line for a person."""
    if each.error is not None:
        return f"{each.name[:41]}: {explain(each.error).sentence}"
    return f"{each.folio}: {'recibido' if each.fresh else 'ya se había recibido'}"


def show_packet(settings: ServerSettings, auxiliar: str, to: Path) -> None:
    """Write the page that shows an auxiliar's tablet its packet.

    Raises NotThere, what the act of numeral 11 raises, or MachineTrouble.
    """
    with units_of(settings) as units, machine_trouble(to):
        page = packet_page(replace(compose(settings), units=units), auxiliar)
        to.write_text(page, "utf-8")


def check_ceros(settings: ServerSettings, text: str) -> Ceros:
    """Return what the certificate of an emptied tablet says.

    Raises SignatureRejected unless that device of this server signed it, or MachineTrouble.
    """
    with units_of(settings) as units, units.reading() as work:

        def key_of(device: str) -> Ed25519PublicKey | None:
            found = work.devices.find(device)
            return device_public(found.key) if found else None

        return read_certificate(text, key_of)


def told_ceros(said: Ceros) -> str:
    """Return what was found as lines for a person."""
    return (
        f"La tableta {said.device} quedó en ceros el {said.emptied_at:%Y-%m-%d %H:%M:%S} UTC.\n"
        f"Tenía recibo de {with_noun(said.receipts, 'apoyo', 'apoyos')}; la firma es suya."
    )


def told(each: Difference) -> str:
    """Return one difference as a line for a person."""
    under = "sin verificar" if each.resultado == UNJUDGED else f"«{each.resultado}»"
    of = f"sección {each.seccion}" if each.seccion else f"auxiliar {each.pair.auxiliar}"
    return (
        f"Aspirante {each.pair.aspirante}, {of}, {under}: "
        f"el avance dice {each.kept} y son {each.counted}"
    )


@contextmanager
def units_of(settings: ServerSettings) -> Iterator[Units]:
    """Give the units of work of a prepared server. Raises MachineTrouble.

    What SQLite makes beside its file is for the group of web and worker too.
    """
    os.umask(_GROUP_TOO)
    with machine_trouble(settings.data):
        engine = open_database(settings.database, settings.busy_seconds)
        try:
            if not is_current(engine):
                raise DatabaseOld
            yield Units(engine, SystemClock())
        finally:
            engine.dispose()

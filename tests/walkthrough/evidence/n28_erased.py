"""Numeral 28: erased for good once the receipt verifies, and not a byte before."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from core.verify.signed import NotVerified, verify_signed
from tests.walkthrough.evidence.base import Record, records, signing_key
from tests.walkthrough.evidence.envelope import Envelope, found_in
from tests.walkthrough.evidence.stick import HANDED_IN, PICKED_UP, RECEIVED, Stick, stick_at
from tests.walkthrough.folders import files, searched
from tests.walkthrough.residue import bytes_needles, search
from tests.walkthrough.run import TABLETS, Run
from tests.walkthrough.verdict import Checks, Verdict

_WINDOWS = 8


@dataclass(frozen=True)
class Facts:
    """What there is to judge: what waited before the receipts, and the tablets at the end."""

    waiting: list[Envelope]
    before: Path
    folders: tuple[Path, ...]
    before_stranger: list[str]
    after_stranger: list[str]
    records: tuple[Record, ...]
    announced: int
    receipts: list[bytes]
    key: bytes
    handed_in: tuple[Stick, Stick, Stick]

    def signed(self, kept: bytes) -> bool:
        """Tell whether a kept receipt is one that the server signed."""
        try:
            verify_signed(json.loads(kept)["receipt"], self.key)
        except (NotVerified, KeyError, ValueError):
            return False
        return True


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a ciphertext left on either tablet; a receipt not signed.

    And on one where the record that was handed in stays on the tablet.
    """
    facts = _facts(run)
    said: list[Verdict] = []
    for part, envelope in (("kiosk1", facts.waiting[0]), ("kiosk2", facts.waiting[-1])):
        planted = run.temp(part) / "control_n28.bin"
        planted.write_bytes(envelope.raw)
        try:
            said.append(_judged(facts))
        finally:
            planted.unlink()
    other = facts.receipts[0].replace(b'"signature"', b'"firma"')
    there, received, gone = facts.handed_in
    stays = (there, received, replace(gone, queue=gone.queue | there.queue))
    return [
        *said,
        _judged(replace(facts, receipts=[other, *facts.receipts[1:]])),
        _judged(replace(facts, handed_in=stays)),
    ]


def _facts(run: Run) -> Facts:
    before = run.copy("con_servidor_apagado")
    return Facts(
        waiting=found_in(before),
        before=before,
        folders=tuple(folder for part in TABLETS for folder in searched(run, part)),
        before_stranger=_queued(run.copy("antes_de_otra_llave")),
        after_stranger=_queued(run.copy("tras_otra_llave")),
        records=records(run),
        announced=run.note("kiosk", "announced_to_stranger"),
        receipts=[
            path.read_bytes()
            for part in TABLETS
            for path in sorted((run.data(part) / "receipts").glob("*.json"))
        ],
        key=signing_key(run),
        handed_in=(stick_at(run, HANDED_IN), stick_at(run, RECEIVED), stick_at(run, PICKED_UP)),
    )


def _queued(folder: Path) -> list[str]:
    return sorted(path.name for path in files((folder,)) if path.suffix == ".sobre")


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    needles = [
        needle
        for each in facts.waiting
        for needle in bytes_needles(each.header["record_id"][:8], each.ciphertext, _WINDOWS)
    ]
    seen = {what for what, _ in search(needles, (facts.before,))}
    checks.that(
        needles and len(seen) == len({each.what for each in needles}),
        f"{len(needles)} ventanas de {len(facts.waiting)} sobres, en la tableta antes del recibo",
    )
    left = search(needles, facts.folders)
    checks.that(
        not left, "en ninguna parte después", f"quedan en {sorted({p.name for _, p in left})[:4]}"
    )
    checks.that(
        facts.before_stranger and facts.before_stranger == facts.after_stranger,
        "un recibo de otra llave no borró nada",
    )
    checks.that(facts.announced >= 1, "ni al anunciar de nuevo", "no se anunció de nuevo")
    checks.that(
        len(facts.receipts) == len(facts.records) and all(map(facts.signed, facts.receipts)),
        f"{len(facts.receipts)} recibos firmados, uno por registro",
        f"{len(facts.receipts)} recibos de {len(facts.records)} registros, o sin firma",
    )
    there, received, gone = facts.handed_in
    checks.that(
        there.envelopes.items() <= received.queue.items()
        and not there.envelopes.keys() & (gone.queue.keys() | gone.envelopes.keys()),
        "lo entregado en una memoria, borrado de ella y de la tableta solo con su recibo",
        "lo entregado en una memoria se borró sin recibo, o quedó",
    )
    kept = sorted({path.parent.name for path in files(facts.folders)})
    checks.note(
        f"queda: {', '.join(kept)}; en memoria flash puede quedar cifrado residual, ilegible"
    )
    return checks.verdict()

"""Numeral 18: what the reader itself read of the printed fields, without a server."""

from tests.walkthrough.evidence.base import captures, record_of
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_LEAST_SHARE = 0.8


def judge(run: Run) -> Verdict:
    """Return the verdict; with pictures of others the share is only printed."""
    return _judged(_pairs(run), own_pictures=run.note("cards", "own"), off=_was_off(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy whose fields were all read wrong."""
    pairs = [(truth, read + "?") for truth, read in _pairs(run)]
    return _judged(pairs, own_pictures=False, off=_was_off(run))


def _was_off(run: Run) -> bool:
    return all(each["server_off"] for each in captures(run) if each.get("counts_for_reading"))


def _pairs(run: Run) -> list[tuple[str, str]]:
    """Return truth and what was read by itself (provenance `read`), for every printed field."""
    pairs: list[tuple[str, str]] = []
    for capture in captures(run):
        fields = record_of(run, capture).payload["fields"]
        truth = run.note("cards", "truth", capture["card"])
        for key, printed in truth.items():
            if not printed or key == "kind":
                continue
            found = fields.get(key, {})
            pairs.append(
                (printed, found.get("read", "") if found.get("provenance") == "read" else "")
            )
    return pairs


def _judged(pairs: list[tuple[str, str]], *, own_pictures: bool, off: bool) -> Verdict:
    checks = Checks()
    right = sum(same_text(truth, read) for truth, read in pairs)
    share = right / len(pairs) if pairs else 0.0
    said = f"{right} de {len(pairs)} campos impresos leídos sin ayuda ({share:.0%})"
    checks.that(own_pictures or share >= _LEAST_SHARE, said)
    checks.that(pairs and right, "", "no se leyó ningún campo")
    checks.that(off, "con el servidor apagado")
    return checks.verdict()


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for case and blanks."""
    return "".join(one.split()).upper() == "".join(other.split()).upper()

"""One odd item beside honest ones, on the copy: the honest ones must come through.

A record whose ink lies at 1e308, an announcement said in the year 1, an address that a richer
grammar would read as a group, and two people who sign in at the same instant.
"""

import threading
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from tests.walkthrough import mailbox
from tests.walkthrough.acts.negatives import Sender
from tests.walkthrough.cast import ANA, BENITO, Auxiliar
from tests.walkthrough.evidence.base import rows
from tests.walkthrough.plot import Plot
from tests.walkthrough.probe import Stranger, idempotent
from tests.walkthrough.run import Run

_FAR = 1e308
_ODD_ADDRESS = ":;@a.b"
_WAIT_SECONDS = 150.0
_JUDGED = (
    "SELECT v.resultado FROM apoyo a JOIN veredicto v ON v.folio = a.folio WHERE a.record_id = ?"
)


def poisoned(plot: Plot, server: Stranger, sender: Sender, other: Auxiliar) -> None:
    """Send each odd item and, after it, an honest one of its kind."""
    maildir = plot.run.data("copia") / "maildir"
    before = {mail.path for mail in mailbox.read(maildir)}
    _announcement(server, sender)
    odd = replace(sender, payload=_far_ink(sender.payload))
    records = {
        "odd": odd.send(server, odd.sealed(), "registro_envenenado"),
        "honest": sender.send(server, sender.sealed(), "registro_honrado"),
    }
    plot.note("copia", "poison", value=records)
    token = server.token(plot.notes["access"]["p2"]["user"], BENITO.password)
    for keep, correo in (("correo_envenenado", _ODD_ADDRESS), ("correo_honrado", "h@ficticio.mx")):
        body = asdict(replace(other, correo=correo)) | {"sin_segundo_apellido": False}
        body.pop("password")
        server.call(
            "POST", "/v1/auxiliares", body=body, headers=idempotent(), token=token, keep=keep
        )
    for what, to, word in (("mail", "h@ficticio.mx", "auxiliar"), ("acuse", other.correo, "Acuse")):
        found = _arrives(maildir, before, to, word)
        plot.note("copia", f"honest_{what}", value=found)
    plot.note("copia", "at_once", value=_at_once(plot, server))


def outcomes(plot: Plot) -> None:
    """Note what verification made of the odd record and of the honest one sent after it."""
    run = Run(plot.run.root, plot.notes)
    found = {
        which: [each["resultado"] for each in rows(run, _JUDGED, record_id, part="copia")]
        for which, record_id in plot.notes["copia"]["poison"].items()
    }
    plot.note("copia", "poison_verdicts", value=found)


def _announcement(server: Stranger, sender: Sender) -> None:
    """Announce, as said in the year 1, a record that never comes."""
    waiting = [{"record_id": "0" * 32, "counter": 9999, "sha256": "0" * 64, "size": 65_536}]
    body = {
        "aspirante": sender.names["aspirante"], "waiting": waiting,
        "said_at": "0001-01-01T00:00:00+00:00",
    }  # fmt: skip
    token = sender.tablet.upload_token
    server.call("POST", "/v1/envios", body=body, token=token, keep="anuncio_envenenado")


def _far_ink(payload: dict[str, Any]) -> dict[str, Any]:
    signature = payload["signature"]
    strokes = [[point | {"x": _FAR, "y": -_FAR} for point in each] for each in signature["strokes"]]
    return payload | {"signature": signature | {"strokes": strokes}}


def _arrives(maildir: Path, before: set[Path], to: str, word: str) -> bool:
    """Tell whether a mail that was not there before comes to somebody."""
    try:
        mailbox.wait_for(
            maildir,
            lambda mail: mail.path not in before and to in mail.to and word in mail.subject,
            _WAIT_SECONDS,
        )
    except TimeoutError:
        return False
    return True


def _at_once(plot: Plot, server: Stranger) -> list[int]:
    """Let both aspirantes in at the same instant, twice; return the statuses."""
    ready = threading.Barrier(4)
    statuses: list[int] = []

    def enter(user: str, password: str) -> None:
        own = Stranger(server.url, server.authority, server.kept)
        ready.wait()
        statuses.append(int(own.sign_in(user, password)["status"]))

    people = (("p1", ANA), ("p2", BENITO)) * 2
    threads = [
        threading.Thread(target=enter, args=(plot.notes["access"][who]["user"], each.password))
        for who, each in people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses

"""A copy of the first tablet, as a thief or a fault of the disk would leave it.

Its packet is altered first (11); then, whole again, it begins a capture inside the period (12).
"""

import json
import shutil
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from pathlib import Path

from tests.walkthrough.acts import captures as take
from tests.walkthrough.acts.tablets import started
from tests.walkthrough.cast import ANA, BENITO, ROSA
from tests.walkthrough.evidence.base import unb64
from tests.walkthrough.folders import searched
from tests.walkthrough.plot import Plot
from tests.walkthrough.waiting import until

NAME = "kiosk_copia"
ALTERED, NOT_SIGNED = "Alterada", "La firma no corresponde"
_REASON = "fuera_de_plazo"
_RENEWED_SECONDS = 200.0


def copied(plot: Plot) -> None:
    """Copy everything that the first tablet, stopped, has on its disk."""
    for source, target in zip(searched(plot.run, "kiosk1"), searched(plot.run, NAME), strict=True):
        shutil.copytree(source, target, dirs_exist_ok=True)


def altered_packet(plot: Plot) -> None:
    """Change a surname in the packet, its signature left as it was; open, and read the screen."""
    packet = _packet(plot)
    whole = packet.read_bytes()
    packet.write_bytes(altered(whole))
    drive = started(plot, NAME)
    told = drive.do(
        "unlock_refused", password=ROSA.password, either=[NOT_SIGNED, ALTERED, ANA.nombre]
    )
    plot.note("kiosk", "altered_packet", value=told)
    drive.program.stop()
    packet.write_bytes(whole)


def begun(plot: Plot) -> None:
    """Take a capture for P2 as far as «Revise los datos», while the period is open."""
    drive = started(plot, NAME)
    drive.do("unlock", password=ROSA.password)
    card = next(each for each in plot.cards if each.name == plot.notes["cards"]["parts"]["second"])
    note = take.to_review(plot, drive, "p2", card)
    plot.note("kiosk", "begun_inside", value={"started_at": note["begun_at"]})


def saved_after(plot: Plot) -> None:
    """Once the tablet knows that the period ended, try to save what was begun inside it."""
    drive, packet = plot.drives[NAME], _packet(plot)
    before = packet.read_bytes()
    until(lambda: packet.read_bytes() != before, "la copia no renueva su paquete", _RENEWED_SECONDS)
    told = drive.do("save_refused", reason=_REASON)
    tried = datetime.now(UTC).isoformat()
    kept = sorted(path.name for path in (plot.run.data(NAME) / "queue").glob("*.sobre"))
    noted = plot.notes["kiosk"]["begun_inside"]
    noted |= {"tried_at": tried, "said": told["said"], "saved": bool(told["saved"] or kept)}
    drive.end()


def altered(packet: bytes) -> bytes:
    """Return a packet with a surname changed inside what was signed."""
    said = json.loads(packet)
    body = unb64(said["body"]).decode()
    changed = body.replace(ANA.apellido_paterno, ALTERED).replace(BENITO.apellido_paterno, ALTERED)
    if changed == body:
        message = "el paquete no nombra a quien se cambia"
        raise ValueError(message)
    said["body"] = urlsafe_b64encode(changed.encode()).rstrip(b"=").decode()
    return json.dumps(said).encode()


def _packet(plot: Plot) -> Path:
    return plot.run.data(NAME) / "packet"

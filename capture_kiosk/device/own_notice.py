"""The auxiliar's own privacy notice: due until its text was read on this tablet."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from capture_kiosk.device.today import Today
from core.domain.access.aviso import AvisoReadOnTablet, notice_sha256
from core.domain.device.paquete import WorkPacket
from core.errors import MachineTrouble
from core.ports.shared import Clock
from core.ports.tablet import NoticesRead

OWN_NOTICE: Final = "aviso_propio"
_AFTER: Final = frozenset({"inicio", "aviso"})


@dataclass(frozen=True, slots=True)
class OwnNotice:
    """What this tablet's auxiliar has read of it. Source: norma/lecturas.md, 14."""

    notices: NoticesRead
    clock: Clock

    def is_due(self, packet: WorkPacket) -> bool:
        """Tell at once whether the notice of this packet is to be read now."""
        text = packet.people_notice.text
        return bool(text) and not self.notices.has(packet.auxiliar, notice_sha256(text))

    def before(self, page: str, today: Today) -> str:
        """Return the page to show: a notice that is due comes before home and before a capture."""
        due = page in _AFTER and today.has_packet and self.is_due(today.packet)
        return OWN_NOTICE if due else page

    def read(self, packet: WorkPacket) -> None:
        """Keep that it was read, off the GUI thread; the next contact tells the server.

        On a full disk this session alone knows it, and the next one asks again.
        """
        notice = packet.people_notice
        said = AvisoReadOnTablet(notice.version, notice_sha256(notice.text), self.clock.now())
        with suppress(MachineTrouble):
            self.notices.note(packet.auxiliar, said)

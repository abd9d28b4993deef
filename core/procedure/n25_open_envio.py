"""Numeral 25, on the server: a device announces what waits; that opens and closes envíos."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.domain.apoyo import RecordId
from core.domain.apoyo_errors import NeverEnlisted
from core.domain.envio import Announcement, EnvioOpened, WaitingRecord, believable
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_apoyos import Apoyos, Envio, Envios, OpenEnvios, Received
from core.ports.central_vinculos import Candidates, Device, Vinculos
from core.ports.shared import Clock

ALL_RECEIVED, NEW_ANNOUNCEMENT, IDLE = "recibido", "anuncio", "inactividad"
"""Why an envío closed."""


@dataclass(frozen=True, slots=True)
class OpenEnvio:
    """Open the pair's next envío; the former one closes with what it still lacks."""

    envios: Envios
    apoyos: Apoyos
    candidates: Candidates
    vinculos: Vinculos
    bitacora: Bitacora
    clock: Clock

    def __call__(
        self, device: Device, announcement: Announcement, held: Mapping[RecordId, int]
    ) -> EnvioOpened:
        """Return the envío, the bytes held of each record and the receipts already given.

        Where nothing waits that has no receipt, no envío opens: `envio` is empty and `number` is
        the last one's. The same announcement again, of which no byte came since, is the same
        envío. Raises NotThere for an unknown aspirante, and NeverEnlisted for one that this
        auxiliar never worked for: what a stranger announces would stand in their acuses.
        """
        auxiliar = device.auxiliar
        if self.candidates.find(announcement.aspirante) is None:
            raise NotThere
        if not self.vinculos.ever_accepted(announcement.aspirante, auxiliar):
            raise NeverEnlisted
        known = self._received(auxiliar, announcement)
        named = {each.record_id: each for each in announcement.waiting}
        fresh = tuple(each for each in named.values() if each.record_id not in known)
        receipts = tuple(each.receipt for each in known.values())
        current = self.envios.open_one(announcement.aspirante, auxiliar)
        if current and fresh and self._is_repeated(current, fresh, held):
            return EnvioOpened(current.id, current.number, dict(held), receipts)
        if current:
            close_envio(self.envios, self.bitacora, current, NEW_ANNOUNCEMENT)
        if not fresh:
            number = self.envios.last_number(announcement.aspirante, auxiliar)
            return EnvioOpened("", number, {}, receipts)
        opened = self._begin(device, announcement, fresh)
        have = {each.record_id: held.get(each.record_id, 0) for each in fresh}
        return EnvioOpened(opened.id, opened.number, have, receipts)

    def _received(self, auxiliar: str, announcement: Announcement) -> dict[RecordId, Received]:
        """Return what of it was received before, with these very bytes, from this auxiliar."""
        found = self.apoyos.find_all([each.record_id for each in announcement.waiting])
        told = {each.record_id: each.sha256 for each in announcement.waiting}
        return {
            record_id: received
            for record_id, received in found.items()
            if (received.auxiliar, received.sha256) == (auxiliar, told[record_id])
        }

    def _is_repeated(
        self, current: Envio, fresh: Sequence[WaitingRecord], held: Mapping[RecordId, int]
    ) -> bool:
        """Tell whether only the answer to this announcement was lost."""
        if current.announced != len(fresh):
            return False
        waiting = self.envios.waiting(current.id)
        same = waiting == {each.record_id: each for each in fresh}
        return same and not any(held.get(each.record_id) for each in fresh)

    def _begin(
        self, device: Device, announcement: Announcement, fresh: tuple[WaitingRecord, ...]
    ) -> Envio:
        said_at = believable(announcement.said_at, self.clock.now())
        told = Announcement(announcement.aspirante, fresh, said_at)
        opened = self.envios.begin(device.auxiliar, told, device.id)
        facts = {
            "auxiliar": device.auxiliar,
            "numero": str(opened.number),
            "anunciados": str(len(fresh)),
        }
        self.bitacora.append("envio_abierto", announcement.aspirante, facts)
        return opened


def close_envio(envios: OpenEnvios, bitacora: Bitacora, envio: Envio, why: str) -> None:
    """Close an envío: from now on its acuse can be issued (numeral 27)."""
    envios.close(envio.id, why)
    facts = {
        "auxiliar": envio.auxiliar,
        "numero": str(envio.number),
        "pendientes": str(envio.pending),
        "motivo": why,
    }
    bitacora.append("envio_cerrado", envio.aspirante, facts)

"""Numeral 25, on the server: a device announces what waits; that opens and closes envíos."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import NeverEnlisted
from core.domain.apoyos.envio import (
    ANNOUNCED_AT_ONCE,
    Announcement,
    EnvioOpened,
    WaitingRecord,
    believable,
)
from core.errors import NotThere
from core.ports.central import Bitacora
from core.ports.central_apoyos import Apoyos, Envio, Envios, OpenEnvios, Received
from core.ports.central_vinculos import Candidates, Device, Vinculos
from core.ports.shared import Clock

ALL_RECEIVED, NEW_ANNOUNCEMENT, IDLE = "recibido", "anuncio", "inactividad"
"""Why an envío closed."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What of an announcement had been received by place `up_to` of the bitácora.

    `named` are its records by their ids, in the order of these. `open_one` is the envío that its
    pair had open, where as much was announced in it, and `waiting` what; else "" and nothing.
    """

    up_to: int
    received: Mapping[RecordId, Received]
    named: Mapping[RecordId, WaitingRecord]
    open_one: str
    waiting: Mapping[RecordId, WaitingRecord]


def look_up(apoyos: Apoyos, envios: Envios, auxiliar: str, announcement: Announcement) -> LookedUp:
    """Return what is known of an announcement so far. Long: not while writers wait for it."""
    up_to = apoyos.last_position()
    received = apoyos.find_all([each.record_id for each in announcement.waiting])
    told = sorted(announcement.waiting, key=lambda each: each.record_id)
    named = {each.record_id: each for each in told}
    current = envios.open_one(announcement.aspirante, auxiliar)
    if current is None or current.announced > len(named):
        return LookedUp(up_to, received, named, "", {})
    return LookedUp(up_to, received, named, current.id, envios.waiting(current.id))


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
        self,
        device: Device,
        announcement: Announcement,
        held: Mapping[RecordId, int],
        looked_up: LookedUp,
    ) -> EnvioOpened:
        """Return the envío, the bytes held of each record and the receipts already given.

        What was received since it was `looked_up` is asked here.

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
        known = self._received(auxiliar, looked_up)
        fresh = tuple(each for each in looked_up.named.values() if each.record_id not in known)
        receipts = tuple(each.receipt for each in known.values())
        have = {each.record_id: held.get(each.record_id, 0) for each in fresh}
        current = self.envios.open_one(announcement.aspirante, auxiliar)
        if current and fresh and _is_repeated(current, fresh, held, looked_up):
            return EnvioOpened(current.id, current.number, have, receipts)
        if current:
            close_envio(self.envios, self.bitacora, current, NEW_ANNOUNCEMENT)
        if not fresh:
            number = self.envios.last_number(announcement.aspirante, auxiliar)
            return EnvioOpened("", number, {}, receipts)
        opened = self._begin(device, announcement, fresh)
        return EnvioOpened(opened.id, opened.number, have, receipts)

    def _received(self, auxiliar: str, looked_up: LookedUp) -> dict[RecordId, Received]:
        """Return what of it was received before, with these very bytes, from this auxiliar."""
        later = self.apoyos.since(looked_up.up_to)
        found = {**looked_up.received, **{each.record_id: each for each in later}}
        named = looked_up.named
        return {
            record_id: received
            for record_id, received in found.items()
            if record_id in named
            and (received.auxiliar, received.sha256) == (auxiliar, named[record_id].sha256)
        }

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


def _is_repeated(
    current: Envio,
    fresh: Sequence[WaitingRecord],
    held: Mapping[RecordId, int],
    looked_up: LookedUp,
) -> bool:
    """Tell whether only the answer to this announcement was lost."""
    if (current.id, current.announced) != (looked_up.open_one, len(fresh)):
        return False
    waiting = looked_up.waiting  # fewer, where it was cut before all were kept
    same = waiting.items() <= {each.record_id: each for each in fresh}.items()
    return same and not any(held.get(each.record_id) for each in fresh)


def still_to_keep(
    announcement: Announcement, opened: EnvioOpened
) -> Iterator[tuple[Sequence[WaitingRecord], bool]]:
    """Yield what of an announcement was not kept as its envío opened, and whether it is the last.

    Each part goes into `Envios.complete` in a transaction of its own, before the device is told.
    """
    told = {each.record_id: each for each in announcement.waiting}
    fresh = sorted(opened.have)
    for begin in range(ANNOUNCED_AT_ONCE, len(fresh), ANNOUNCED_AT_ONCE):
        end = begin + ANNOUNCED_AT_ONCE
        yield [told[each] for each in fresh[begin:end]], end >= len(fresh)


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

"""Numeral 11, on the server: all that a tablet must know to work without a network, signed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.domain.apoyos.apoyo_errors import (
    DeviceReported,
    DeviceVoided,
    PacketSetAside,
    VinculoEnded,
)
from core.domain.device.paquete import VinculoShown, WorkPacket
from core.domain.proceso.proceso import Proceso
from core.domain.registration.auxiliar import Vinculo
from core.domain.values.signed import PAQUETE, Signed
from core.errors import NotThere
from core.ports.apartados import EachAlone, unguarded
from core.ports.central_padron import Territory
from core.ports.central_registration import Sign
from core.ports.central_vinculos import Auxiliar, Candidates, Device, StolenReports, Vinculos
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class ElectionKey:
    """The public part of the election key: base64url of 32 bytes, and its name."""

    public: str
    id: str


@dataclass(frozen=True, slots=True)
class IssueWorkPacket:
    """Make the packet of one device, as things are now.

    `readable` returns a vínculo as a tablet will read it, or raises what it cannot read.
    """

    vinculos: Vinculos
    reports: StolenReports
    candidates: Candidates
    territory: Territory
    sign: Sign
    clock: Clock
    proceso: Proceso
    version: int
    election: ElectionKey
    readable: Callable[[VinculoShown], VinculoShown]
    each: EachAlone = unguarded

    def __call__(self, device: Device) -> Signed:
        """Return it; a vínculo that cannot be shown is left out by `each`, alone.

        Raises DeviceVoided, VinculoEnded where no accepted vínculo is in force, DeviceReported
        where each of them reported the tablet stolen, or PacketSetAside where none can be shown.
        """
        in_force = check_working(device, self.vinculos, self.reports)
        auxiliar = self.vinculos.auxiliar(device.auxiliar)
        shown = tuple(self.each(in_force, _id_of, self._shown))
        if not shown:
            raise PacketSetAside
        return self.sign(PAQUETE, self._packet(device, auxiliar, shown))

    def _packet(
        self, device: Device, auxiliar: Auxiliar, shown: tuple[VinculoShown, ...]
    ) -> WorkPacket:
        cargos = {each.cargo_id for each in shown}
        secciones = self.territory.secciones()
        return WorkPacket(
            version=self.version,
            server_time=self.clock.now(),
            proceso=self.proceso.id,
            proceso_name=self.proceso.name,
            instituto=self.proceso.instituto,
            mode=self.proceso.mode,
            time_zone=self.proceso.time_zone,
            notice=self.proceso.notice,
            readings=self.proceso.readings,
            auxiliar=auxiliar.number,
            auxiliar_name=auxiliar.name,
            device=device.id,
            vinculos=shown,
            secciones={cargo: tuple(sorted(secciones.get(cargo, ()))) for cargo in cargos},
            election_key=self.election.public,
            election_key_id=self.election.id,
            people_notice=self.proceso.people_notice,
        )

    def _shown(self, vinculo: Vinculo) -> VinculoShown:
        """Return what the packet says of a vínculo, as a tablet can read it."""
        found = self.candidates.find(vinculo.aspirante)
        if found is None:
            raise NotThere
        periodo = self.territory.periodo_of(found.cargo_id, found.shown.id_solicitante)
        shown = VinculoShown(aspirante=found.shown, cargo_id=found.cargo_id, periodo=periodo)
        return self.readable(shown)


def _id_of(vinculo: Vinculo) -> str:
    return vinculo.id


def check_working(device: Device, vinculos: Vinculos, reports: StolenReports) -> Sequence[Vinculo]:
    """Return what a device may work for: accepted, in force, and not reported stolen on it.

    Raises DeviceVoided, VinculoEnded, or DeviceReported where only reported ones are left.
    """
    if device.voided_at is not None:
        raise DeviceVoided
    in_force = vinculos.in_force(device.auxiliar)
    if not in_force:
        raise VinculoEnded
    reported = {each.vinculo for each in reports.of_device(device.id)}
    working = [each for each in in_force if each.id not in reported]
    if not working:
        raise DeviceReported
    return working


def check_visiting(device: Device, vinculos: Vinculos, reports: StolenReports) -> None:
    """Let in a device that may work, or whose auxiliar has an invitation to answer.

    Raises DeviceVoided, VinculoEnded or DeviceReported.
    """
    try:
        check_working(device, vinculos, reports)
    except VinculoEnded:
        if not vinculos.pending(device.auxiliar):
            raise

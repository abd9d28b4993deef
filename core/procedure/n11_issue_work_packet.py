"""Numeral 11, on the server: all that a tablet must know to work without a network, signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.apoyo_errors import DeviceReported, DeviceVoided, VinculoEnded
from core.domain.auxiliar import Vinculo
from core.domain.paquete import VinculoShown, WorkPacket
from core.domain.proceso import Proceso
from core.domain.signed import PAQUETE, Signed
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
    """Make the packet of one device, as things are now."""

    vinculos: Vinculos
    reports: StolenReports
    candidates: Candidates
    territory: Territory
    sign: Sign
    clock: Clock
    proceso: Proceso
    version: int
    election: ElectionKey

    def __call__(self, device: Device) -> Signed:
        """Return it.

        Raises DeviceVoided, VinculoEnded where no accepted vínculo is in force, or DeviceReported
        where each of them reported the tablet stolen.
        """
        in_force = check_working(device, self.vinculos, self.reports)
        auxiliar = self.vinculos.auxiliar(device.auxiliar)
        return self.sign(PAQUETE, self._packet(device, auxiliar, self._shown(in_force)))

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
        )

    def _shown(self, vinculos: Sequence[Vinculo]) -> tuple[VinculoShown, ...]:
        found = (self.candidates.find(each.aspirante) for each in vinculos)
        return tuple(
            VinculoShown(
                aspirante=each.shown,
                cargo_id=each.cargo_id,
                periodo=self.territory.periodo_of(each.cargo_id, each.shown.id_solicitante),
            )
            for each in found
            if each is not None
        )


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

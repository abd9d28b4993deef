"""Numeral 10, on the server: one auxiliar, one code, one tablet."""

import re
from dataclasses import dataclass

from core.domain.apoyos.apoyo import FrameSourceKind
from core.domain.apoyos.apoyo_errors import (
    AppNotAuthorised,
    CodeUsed,
    FramesOfPractice,
    OtherDevice,
    VinculoEnded,
)
from core.domain.device.paquete import Activation
from core.domain.device.tablet import may_use
from core.domain.proceso.proceso import Proceso
from core.ports.central import Bitacora
from core.ports.central_vinculos import (
    ActivationCodes,
    Admitted,
    Device,
    Devices,
    IssuedCode,
    Vinculos,
)
from core.procedure.n06_accept_vinculo import AcceptVinculo

_APP = re.compile("(?:[0-9a-f]{64})?")
"""SHA-256 in hex: it is written into the bitácora, which takes no other text of a device."""


@dataclass(frozen=True, slots=True)
class AdmitDevice:
    """Admit a tablet by its one-time code. The auxiliar's password is never sent to the server.

    Activating is the auxiliar's own act: it accepts the vínculo that the code was sent for, and
    where the code was sent for a change it takes the former device out of use.
    """

    codes: ActivationCodes
    devices: Devices
    vinculos: Vinculos
    accept: AcceptVinculo
    bitacora: Bitacora
    proceso: Proceso

    def __call__(self, activation: Activation) -> Admitted:
        """Return the device and its upload token.

        A tablet that never got the answer asks again, with the same code and its own key: it is
        the same device, and gets a new token. Raises CodeUnknown, CodeUsed, AppNotAuthorised,
        FramesOfPractice, VinculoEnded, AspiranteTaken or OtherDevice; then no code is spent and
        no device changes.
        """
        code = self.codes.read(activation.code)
        device = self.devices.active(code.auxiliar)
        if code.spent and (device is None or device.key != activation.device_key):
            raise CodeUsed
        check_app(activation.app_hash, self.proceso)
        check_frames(activation.frames, self.proceso)
        if device is not None and code.spent:
            return self._again(device)
        if device is not None and not code.replaces:
            raise OtherDevice
        self.accept(code.vinculo)
        if device is not None:
            self._replace(device, code.replaces)
        return self._first(code, activation)

    def _again(self, device: Device) -> Admitted:
        """Return the device that this spent code admitted. Raises VinculoEnded."""
        if not self.vinculos.in_force(device.auxiliar):
            raise VinculoEnded
        self.bitacora.append("activacion_repetida", device.id, {"auxiliar": device.auxiliar})
        return self.devices.admit_again(device)

    def _replace(self, device: Device, reason: str) -> None:
        self.devices.void(device.id, reason)
        self.bitacora.append("dispositivo_anulado", device.id, {"motivo": reason})

    def _first(self, code: IssuedCode, activation: Activation) -> Admitted:
        self.codes.spend(activation.code)
        admitted = self.devices.admit(code.auxiliar, activation)
        facts = {"auxiliar": code.auxiliar, "app": activation.app_hash}
        facts |= {"imagenes": activation.frames, "vinculo": code.vinculo}
        self.bitacora.append("tableta_activada", admitted.device.id, facts)
        return admitted


def check_app(app_hash: str, proceso: Proceso) -> None:
    """Raise AppNotAuthorised unless the proceso lists this app. An empty list checks the form."""
    if not _APP.fullmatch(app_hash):
        raise AppNotAuthorised
    if proceso.authorised_apps and app_hash not in proceso.authorised_apps:
        raise AppNotAuthorised


def check_frames(frames: str, proceso: Proceso) -> None:
    """Raise FramesOfPractice for pictures from files outside a PRÁCTICA proceso."""
    kinds = {each.value: each for each in FrameSourceKind}
    if frames not in kinds or not may_use(kinds[frames], proceso.mode):
        raise FramesOfPractice

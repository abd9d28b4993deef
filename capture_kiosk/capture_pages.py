"""The pages of a capture, from the notice to the review: no tablet waits for them at its start."""

from dataclasses import dataclass

from capture_kiosk.capture.capture_flow import CaptureFlow
from capture_kiosk.device.today import Today
from capture_kiosk.view_models.aspirante_vm import AspiranteVm
from capture_kiosk.view_models.aviso_vm import AvisoVm
from capture_kiosk.view_models.credencial_vm import CredencialVm
from capture_kiosk.view_models.datos_vm import DatosVm
from capture_kiosk.view_models.firma_vm import FirmaVm
from capture_kiosk.view_models.lens import Lens, Read
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.revise_vm import ReviseVm, Saving
from capture_kiosk.view_models.rostro_vm import RostroVm
from capture_kiosk.view_models.teclado_vm import TecladoVm
from capture_kiosk.view_models.tipo_vm import TipoVm
from core.domain.credencial.lectura import SideName


@dataclass(frozen=True, slots=True)
class CaptureParts:
    """What the pages of a capture are made from."""

    ways: Ways
    flow: CaptureFlow
    today: Today
    lens: Lens
    read: Read
    saving: Saving


def capture_pages(parts: CaptureParts) -> dict[str, PageVm]:
    """Return the pages from the notice to the review, by name."""
    ways, flow, today, lens = parts.ways, parts.flow, parts.today, parts.lens
    keypad = TecladoVm(ways, flow)
    return {
        "aviso": AvisoVm(ways, flow, today),
        "tipo": TipoVm(ways, flow),
        "frente": CredencialVm(ways, flow, lens, SideName.FRONT),
        "reverso": CredencialVm(ways, flow, lens, SideName.BACK),
        "datos": DatosVm(ways, flow, today, parts.read, keypad),
        "teclado": keypad,
        "rostro": RostroVm(ways, flow, today, lens),
        "firma": FirmaVm(ways, flow),
        "revise": ReviseVm(ways, flow, today, parts.saving),
        "aspirante": AspiranteVm(ways, flow, today),
    }

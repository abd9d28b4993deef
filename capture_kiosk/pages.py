"""Every page of the window with its view model, made from the parts of the running app."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from capture_kiosk.cameras import images
from capture_kiosk.cameras.qr import qr_image, qr_text
from capture_kiosk.capture.auto_shutter import CardShutter, FaceShutter
from capture_kiosk.capture.capture_flow import CaptureFlow
from capture_kiosk.capture.reading import KioskReader, judge_face
from capture_kiosk.device.emptying import Emptying
from capture_kiosk.device.hand_in import keep_pdf
from capture_kiosk.device.renewal import PacketFromParts
from capture_kiosk.device.tablet import Tablet
from capture_kiosk.device.today import Today
from capture_kiosk.painted.certificate import pdf_of
from capture_kiosk.view_models.activacion_vm import ActivacionVm, Admission
from capture_kiosk.view_models.acuses_vm import AcusesVm
from capture_kiosk.view_models.aspirante_vm import AspiranteVm
from capture_kiosk.view_models.aviso_vm import AvisoVm
from capture_kiosk.view_models.bloqueada_vm import BloqueadaVm, Covering
from capture_kiosk.view_models.ceros_vm import CerosVm, EndOfLife
from capture_kiosk.view_models.cola_vm import ColaVm
from capture_kiosk.view_models.contrasena_vm import ContrasenaVm
from capture_kiosk.view_models.credencial_vm import CredencialVm
from capture_kiosk.view_models.datos_vm import DatosVm, Read
from capture_kiosk.view_models.entrega_vm import EntregaVm, HandingIn
from capture_kiosk.view_models.firma_vm import FirmaVm
from capture_kiosk.view_models.guardado_vm import GuardadoVm
from capture_kiosk.view_models.inicio_vm import InicioVm
from capture_kiosk.view_models.invitations import Answering
from capture_kiosk.view_models.lens import Camera, Lens
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.prueba_vm import PruebaVm, SelfTest
from capture_kiosk.view_models.renovar_vm import PacketRenewal, RenovarVm
from capture_kiosk.view_models.revise_vm import ReviseVm, Saving
from capture_kiosk.view_models.rostro_vm import RostroVm
from capture_kiosk.view_models.teclado_vm import TecladoVm
from capture_kiosk.view_models.tipo_vm import TipoVm
from core.domain.acuse import AcuseRow
from core.domain.credencial.lectura import SideName
from core.domain.paquete import WorkPacket
from core.errors import ApoyoError


@dataclass(frozen=True, slots=True)
class CaptureParts:
    """What the pages of a capture are made from."""

    ways: Ways
    flow: CaptureFlow
    today: Today
    lens: Lens
    read: Read
    saving: Saving


@dataclass(frozen=True, slots=True)
class PageDependencies:
    """What all pages are made from."""

    capture: CaptureParts
    admission: Admission
    preallocate: Callable[[], None]
    unlock: Callable[[str], WorkPacket | ApoyoError]
    opened: Callable[[WorkPacket | ApoyoError], None]
    covering: Covering
    send_now: Callable[[], None]
    acuses: Callable[[], Sequence[AcuseRow]]
    answering: Answering
    self_test: SelfTest
    tested: Callable[[], str]
    handing_in: HandingIn
    end: EndOfLife
    renewal: PacketRenewal


@dataclass(frozen=True, slots=True)
class Pages:
    """All of them by name, and the three that hear of what happens elsewhere."""

    by_name: Mapping[str, PageVm]
    inicio: InicioVm
    cola: ColaVm
    guardado: GuardadoVm


def make_lens(camera: Camera, reader: KioskReader) -> Lens:
    """Return the camera with the analyses that a page may ask of its frames."""
    return Lens(
        camera=camera,
        jpeg=images.to_jpeg,
        image=images.to_image,
        card_shutter=lambda other: CardShutter(other).offer,
        face_shutter=lambda: FaceShutter().offer,
        qr=qr_text,
        judging=reader.judging,
        judge_face=judge_face,
    )


def make_end(empty: Emptying, find: Callable[[], Sequence[Path]]) -> EndOfLife:
    """Return the end of a tablet's work; `find` looks for memory sticks."""
    return EndOfLife(
        empty=empty,
        qr=qr_image,
        pdf=pdf_of,
        keep=lambda content: partial(keep_pdf, find, content),
        ended=QCoreApplication.quit,
    )


def make_renewal(tablet: Tablet, renewed: Callable[[], None]) -> PacketRenewal:
    """Return the renewal of the packet of a tablet without a network."""
    parts = PacketFromParts(tablet)
    return PacketRenewal(parts.take, parts.store, renewed)


def make_pages(parts: PageDependencies) -> Pages:
    """Return the pages. Keep them as long as the window."""
    ways, flow, today = parts.capture.ways, parts.capture.flow, parts.capture.today
    inicio = InicioVm(ways, flow, today, parts.preallocate, parts.answering, parts.tested)
    cola = ColaVm(ways, parts.send_now, today)
    guardado = GuardadoVm(ways, inicio.capture)
    return Pages(
        {**capture_pages(parts.capture), **_places(parts, inicio, cola, guardado)},
        inicio,
        cola,
        guardado,
    )


def _places(
    parts: PageDependencies, inicio: InicioVm, cola: ColaVm, guardado: GuardadoVm
) -> dict[str, PageVm]:
    ways, today, lens = parts.capture.ways, parts.capture.today, parts.capture.lens
    return {
        "activacion": ActivacionVm(ways, lens, parts.admission),
        "contrasena": ContrasenaVm(ways, parts.unlock, parts.opened, today.now),
        "bloqueada": BloqueadaVm(ways, parts.covering),
        "inicio": inicio,
        "cola": cola,
        "acuses": AcusesVm(ways, today, parts.acuses),
        "guardado": guardado,
        "ceros": CerosVm(ways, parts.end),
        "entrega": EntregaVm(ways, parts.handing_in),
        "renovar": RenovarVm(ways, lens, parts.renewal),
        "prueba": PruebaVm(ways, lens, parts.self_test),
    }


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

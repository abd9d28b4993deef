"""The pages that a tablet starts with; capture_pages.py and tools.py make the others later."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from capture_kiosk.cameras import images
from capture_kiosk.cameras.qr import qr_text
from capture_kiosk.capture.aim import Aim, Frame
from capture_kiosk.capture.capture_flow import CaptureFlow
from capture_kiosk.capture.reading import KioskReader, judge_face
from capture_kiosk.device.own_notice import OwnNotice
from capture_kiosk.device.tablet import Tablet
from capture_kiosk.device.today import Today
from capture_kiosk.view_models.activacion_vm import ActivacionVm, Admission
from capture_kiosk.view_models.acuses_vm import AcusesVm
from capture_kiosk.view_models.aviso_propio_vm import AvisoPropioVm
from capture_kiosk.view_models.bloqueada_vm import BloqueadaVm, Covering
from capture_kiosk.view_models.cola_vm import ColaVm
from capture_kiosk.view_models.contrasena_vm import ContrasenaVm
from capture_kiosk.view_models.guardado_vm import GuardadoVm
from capture_kiosk.view_models.inicio_vm import InicioVm
from capture_kiosk.view_models.invitations import Answering
from capture_kiosk.view_models.lens import Camera, Lens
from capture_kiosk.view_models.page_vm import PageVm, Ways
from core.domain.apoyos.acuse import AcuseRow
from core.domain.device.paquete import WorkPacket
from core.errors import ApoyoError
from core.ports.tablet import ActivationInvitation
from core.sealing import activation_code


@dataclass(frozen=True, slots=True)
class PageDependencies:
    """What these pages are made from."""

    ways: Ways
    flow: CaptureFlow
    today: Today
    lens: Lens
    admission: Admission
    preallocate: Callable[[], None]
    unlock: Callable[[str], WorkPacket | ApoyoError]
    opened: Callable[[WorkPacket | ApoyoError], None]
    covering: Covering
    send_now: Callable[[], None]
    look: Callable[[], None]
    acuses: Callable[[], Sequence[AcuseRow]]
    answering: Answering
    own_notice: OwnNotice
    tested: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Pages:
    """These pages by name, and the three that hear of what happens elsewhere."""

    by_name: Mapping[str, PageVm]
    inicio: InicioVm
    cola: ColaVm
    guardado: GuardadoVm


def make_lens(camera: Camera, reader: KioskReader, sound: Callable[[], None]) -> Lens:
    """Return the camera with the analyses that a page may ask of its frames."""
    return Lens(
        camera=camera,
        jpeg=images.to_jpeg,
        image=images.to_image,
        card_shutter=_card_shutter,
        face_shutter=_face_shutter,
        qr=qr_text,
        judging=reader.judging,
        judge_face=judge_face,
        sound=sound,
    )


def _card_shutter(other: bytes) -> Callable[[Frame], Aim]:
    from capture_kiosk.capture.auto_shutter import CardShutter

    return CardShutter(other).offer


def _face_shutter() -> Callable[[Frame], Aim]:
    from capture_kiosk.capture.auto_shutter import FaceShutter

    return FaceShutter().offer


def make_admission(
    tablet: Tablet,
    activate: Callable[[ActivationInvitation, str], WorkPacket],
    opened: Callable[[WorkPacket], None],
) -> Admission:
    """Return the ways into a tablet that nobody activated, and into another activation."""
    return Admission(
        scanned=activation_code.Invitation.from_text,
        typed=activation_code.TypedInvitation.typed,
        groups=activation_code.groups_typed,
        who_invites=tablet.who_invites,
        activate=activate,
        opened=opened,
        is_activated=tablet.identity.is_activated,
    )


def make_pages(parts: PageDependencies) -> Pages:
    """Return the pages. Keep them as long as the window."""
    ways, flow, today = parts.ways, parts.flow, parts.today
    inicio = InicioVm(ways, flow, today, parts.preallocate, parts.answering, parts.tested)
    cola = ColaVm(ways, parts.send_now, parts.look, today)
    guardado = GuardadoVm(ways, inicio.capture, inicio.leave)
    return Pages(_places(parts, inicio, cola, guardado), inicio, cola, guardado)


def _places(
    parts: PageDependencies, inicio: InicioVm, cola: ColaVm, guardado: GuardadoVm
) -> dict[str, PageVm]:
    ways, today, lens = parts.ways, parts.today, parts.lens
    return {
        "activacion": ActivacionVm(ways, lens, parts.admission),
        "contrasena": ContrasenaVm(ways, parts.unlock, parts.opened, today.elapsed),
        "bloqueada": BloqueadaVm(ways, parts.covering, today.elapsed),
        "aviso_propio": AvisoPropioVm(ways, today, parts.own_notice, parts.send_now),
        "inicio": inicio,
        "cola": cola,
        "acuses": AcusesVm(ways, today, parts.acuses),
        "guardado": guardado,
    }

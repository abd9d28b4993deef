"""The pages that are opened now and then: self-test, hand-in, renewal, and the end of the work.

This file is imported when the first of them is opened: the first page does not wait for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from capture_kiosk.cameras.qr import qr_image
from capture_kiosk.capture.reading import KioskReader
from capture_kiosk.device.checks import Trial, clock_check, server_check
from capture_kiosk.device.emptying import Emptying
from capture_kiosk.device.hand_in import hand_in, keep_pdf, sticks
from capture_kiosk.device.renewal import PacketFromParts
from capture_kiosk.device.self_test import MachineChecks
from capture_kiosk.device.self_test_log import SelfTestLog
from capture_kiosk.device.tablet import Tablet
from capture_kiosk.device.today import Today
from capture_kiosk.painted.certificate import pdf_of
from capture_kiosk.practice.scenes import draw_front
from capture_kiosk.sending.sending_flow import Network
from capture_kiosk.view_models.ceros_vm import CerosVm, EndOfLife
from capture_kiosk.view_models.entrega_vm import EntregaVm, HandingIn
from capture_kiosk.view_models.lens import Lens
from capture_kiosk.view_models.page_vm import PageVm, Ways
from capture_kiosk.view_models.prueba_vm import PruebaVm, SelfTest
from capture_kiosk.view_models.renovar_vm import PacketRenewal, RenovarVm
from core.settings.kiosk import KioskSettings


@dataclass(frozen=True, slots=True)
class ToolParts:
    """What these pages are made from.

    `network` says what the last try to send found; `changed` hears that the disk may say more now.
    """

    ways: Ways
    lens: Lens
    tablet: Tablet
    reader: KioskReader
    settings: KioskSettings
    today: Today
    log: SelfTestLog
    emptying: Emptying
    network: Callable[[], Network]
    changed: Callable[[], None]


def tool_pages(parts: ToolParts) -> dict[str, PageVm]:
    """Return the pages by name. Keep them as long as the window."""
    ways, lens, tablet = parts.ways, parts.lens, parts.tablet
    find = partial(sticks, parts.settings.hand_in)
    handing_in = partial(hand_in, tablet, is_there=lambda stick: stick in find())
    packet = PacketFromParts(tablet)
    return {
        "ceros": CerosVm(
            ways,
            EndOfLife(
                empty=parts.emptying,
                is_signed=parts.emptying.is_signed,
                qr=qr_image,
                pdf=pdf_of,
                keep=lambda content: partial(keep_pdf, find, content),
                ended=QCoreApplication.quit,
            ),
        ),
        "entrega": EntregaVm(ways, HandingIn(find, handing_in, parts.changed)),
        "renovar": RenovarVm(ways, lens, PacketRenewal(packet.take, packet.store, parts.changed)),
        "prueba": PruebaVm(ways, lens, _self_test(parts)),
    }


def _self_test(parts: ToolParts) -> SelfTest:
    today = parts.today
    machine = MachineChecks(parts.tablet, parts.reader, parts.settings.data, draw_front)

    def moment() -> Sequence[Trial]:
        doubt = today.clock_doubt if today.has_packet else ""
        return clock_check(doubt), server_check(parts.network())

    def tested(fit: bool) -> None:  # noqa: FBT001  how the test ended
        parts.log.note(today.now().date(), fit=fit)

    return SelfTest(machine, moment, tested, parts.log.keep)

"""The self-test of this tablet put together: what it tries, and where it is noted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from capture_kiosk.device.checks import Trial, clock_check, server_check
from capture_kiosk.device.self_test import MachineChecks
from capture_kiosk.device.self_test_log import SelfTestLog
from capture_kiosk.device.today import Today
from capture_kiosk.sending.sending_flow import Network


@dataclass(frozen=True, slots=True)
class TabletTests:
    """`network` says what the last try to send found."""

    machine: MachineChecks
    log: SelfTestLog
    today: Today
    network: Callable[[], Network]

    @classmethod
    def of(
        cls, machine: MachineChecks, today: Today, network: Callable[[], Network]
    ) -> "TabletTests":
        """Return the tests of one tablet, noted in its folder."""
        return cls(machine, SelfTestLog(machine.folder / "prueba"), today, network)

    def moment(self) -> Sequence[Trial]:
        """Return what clock and server say now, at once."""
        doubt = self.today.clock_doubt if self.today.has_packet else ""
        return clock_check(doubt), server_check(self.network())

    def tested(self, fit: bool) -> None:  # noqa: FBT001  how the test ended
        """Note how a test of today ended."""
        self.log.keep(self.today.now().date(), fit=fit)

    def said(self) -> str:
        """Return what home says of it."""
        return self.log.said(self.today.now().date())

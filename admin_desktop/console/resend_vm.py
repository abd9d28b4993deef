"""Numeral 7: what was sent to those who never entered is sent once more, to all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from admin_desktop.console.auxiliares_vm import AuxiliaresGateway
from admin_desktop.console.standing import NOT_ENTERED, standing
from admin_desktop.framework import listing
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from core.domain.registration.auxiliar import AuxiliarOfAspirante, Vinculo
from core.errors import ApoyoError, CentralRefused
from core.messages import with_noun
from core.wire import Page

NOBODY = "Todas las personas auxiliares ya entraron: no hay a quién reenviar."
AGAIN = "Ya se reenvió a todas las que faltan. Su correo tarda unos minutos."


@dataclass(frozen=True, slots=True)
class ResendGateway:
    """`whole` gives the list by its cursor."""

    whole: Callable[[str], Page[AuxiliarOfAspirante]]
    auxiliares: AuxiliaresGateway


class ResendVm(WorkingVm):
    """First `counted` asks; then one after the other, each once while the desk is open."""

    counted = Signal(int)
    """So many have not entered: nothing was sent yet."""

    def __init__(
        self, gateway: ResendGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway, self._local = gateway, local
        self._waiting: list[str] = []
        self._sent_to: set[str] = set()
        self._sent = self._refused = 0
        self._sending = False

    @property
    def sending(self) -> bool:
        """Tell whether they are being sent."""
        return self._sending

    @property
    def unfinished(self) -> str:
        """To how many it would not be sent."""
        left = with_noun(len(self._waiting), "persona", "personas")
        return f"Se está reenviando el acceso: faltan {left}." if self._sending else ""

    def cut(self) -> None:
        """Send to nobody else."""
        self.stop()

    @Slot()
    def count(self) -> None:
        """Find who has not entered, and ask (`counted`); nothing while they are sent to."""
        if self._sending:
            return
        now = self._local.clock.now()
        whole = self._gateway.whole

        def work() -> list[str]:
            rows = listing.whole(whole)
            return [each.vinculo.id for each in rows if standing(each, now) in NOT_ENTERED]

        self._act("Contando…", lambda: work, self._ask)

    @Slot()
    def send(self) -> None:
        """Send to each of those that were counted."""
        if not self._sending and self._waiting:
            self._sending, self._sent, self._refused = True, 0, 0
            self._next()

    @Slot()
    def stop(self) -> None:
        """Send to nobody else."""
        if self._sending:
            self._waiting = []

    @Slot()
    def forget(self) -> None:
        """Send to nobody of those that were counted."""
        if not self._sending:
            self._waiting = []

    def _ask(self, found: list[str]) -> None:
        self._waiting = [each for each in found if each not in self._sent_to]
        if self._waiting:
            self.counted.emit(len(self._waiting))
        else:
            self._said = AGAIN if found else NOBODY

    def _next(self) -> None:
        """Send to the next one, or say how it went."""
        done = self._sent + self._refused
        if not self._waiting:
            self._sending = False
            self._say(self._summary())
            return
        self._said = f"Reenviando {done + 1:,} de {done + len(self._waiting):,}…"
        self._trouble = None
        vinculo = self._waiting.pop(0)
        self.changed.emit()
        send = self._gateway.auxiliares.send_code
        self._run(lambda: send(vinculo), self._one_sent, self._one_refused)

    def _one_sent(self, vinculo: Vinculo) -> None:
        self._sent += 1
        self._sent_to.add(vinculo.id)
        self._next()

    def _one_refused(self, error: ApoyoError) -> None:
        """Go on after one that the server refuses; stop where it does not answer."""
        if isinstance(error, CentralRefused) and error.status < _BROKEN:
            self._refused += 1
            self._next()
            return
        self._sending, self._waiting = False, []
        self._fail(error)

    def _summary(self) -> str:
        sent = with_noun(self._sent, "persona lo recibe", "personas lo reciben")
        many = with_noun(self._refused, "no se le pudo reenviar", "no se les pudo reenviar")
        refused = f" A {many}." if self._refused else ""
        return f"{sent} otra vez en su correo.{refused}"


_BROKEN = 500
"""From this status on the server could answer nobody."""

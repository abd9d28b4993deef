"""Numeral 10: the code of the mail, scanned or typed, then a password of the auxiliar's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtQml import QmlElement

from capture_kiosk.view_models.camera_page import CameraPage
from capture_kiosk.view_models.lens import Frame, Lens
from capture_kiosk.view_models.page_vm import Ways
from capture_kiosk.view_models.qt_properties import Rows, fixed, notified
from core.domain.access.password import check_password
from core.domain.device.paquete import WorkPacket
from core.domain.errors import PasswordWeak
from core.domain.registration.invitacion import Invitacion
from core.errors import ApoyoError
from core.messages import explain, explain_code
from core.ports.tablet import ActivationInvitation
from core.qt_support.background import Background

QML_IMPORT_NAME = "ApoyoKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_SCAN, _TYPE, _ACCEPT, _PASSWORD = "escanear", "escribir", "aceptar", "contrasena"
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Admission:
    """`scanned` and `typed` return an invitation or raise; the next two wait for the server.

    `groups` tells of each group of a code what is written of it, and whether it is right.
    """

    scanned: Callable[[str], ActivationInvitation]
    typed: Callable[[str, str], ActivationInvitation]
    groups: Callable[[str], Sequence[tuple[str, bool]]]
    who_invites: Callable[[ActivationInvitation], Invitacion]
    activate: Callable[[ActivationInvitation, str], WorkPacket]
    opened: Callable[[WorkPacket], None]
    is_activated: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """One group of a code as it is written; `mark` is bien or falla once it is whole."""

    number: int
    written: str
    mark: str


@QmlElement
class ActivacionVm(CameraPage):
    """The stages: scan, or type; accept who invites; then the password."""

    changed = Signal()
    codeChanged = Signal()  # noqa: N815  QML reads it

    def __init__(self, ways: Ways, lens: Lens, admission: Admission) -> None:
        super().__init__(ways, lens)
        self._admission = admission
        self._stage = _SCAN
        self._invitation: ActivationInvitation | None = None
        self._inviting: Invitacion | None = None
        self._address = self._typed = self._first = self._second = ""
        self._password_problem = self._repeat_problem = ""
        self._refused_text = ""
        self._busy = False
        self._groups = Rows(CodeGroup, self)
        self._code_problem = ""
        self._show_groups()

    def enter(self) -> None:
        self.scanInstead()

    def leave(self) -> None:
        self._first = self._second = ""
        self._invitation = self._inviting = None
        super().leave()

    def _look(self, frame: Frame) -> object:
        return self._lens.qr(frame)

    def _see(self, said: object) -> None:
        if isinstance(said, str) and said and said != self._refused_text:
            self._take(partial(self._admission.scanned, said))
            self._refused_text = "" if self._invitation else said

    @Slot()
    def scanInstead(self) -> None:  # noqa: N802  QML calls it
        """Go to the camera."""
        self._stage = _SCAN
        self._invitation = self._inviting = None
        self._refused_text = ""
        self._all_is_well()
        self._pointer = "Esperando la cámara…"
        self._go_live()
        self.changed.emit()

    @Slot()
    def typeInstead(self) -> None:  # noqa: N802  QML calls it
        """Go to the address and the nine groups of four."""
        super().leave()
        self._stage = _TYPE
        self._all_is_well()
        self.changed.emit()

    @Slot(str)
    def setAddress(self, address: str) -> None:  # noqa: N802  QML calls it
        """Take what was typed so far."""
        self._address = address

    @Slot(str)
    def setTypedCode(self, code: str) -> None:  # noqa: N802  QML calls it
        """Take what was typed so far, and tell of each group whether it was copied well."""
        self._typed = code
        self._show_groups()
        self.codeChanged.emit()

    @Slot()
    def useTyped(self) -> None:  # noqa: N802  QML calls it
        """Go on with what was typed, or say what it lacks; a wrong group is told already."""
        if self._code_problem:
            return
        self._take(partial(self._admission.typed, self._address, self._typed))
        self.changed.emit()

    @Slot(str)
    def setFirst(self, password: str) -> None:  # noqa: N802  QML calls it
        """Take what was typed so far."""
        self._first = password

    @Slot(str)
    def setSecond(self, password: str) -> None:  # noqa: N802  QML calls it
        """Take what was typed so far."""
        self._second = password

    @Slot()
    def activate(self) -> None:
        """Activate this tablet, or say what the password lacks."""
        if self._busy or self._invitation is None or not self._passwords_fit():
            self.changed.emit()
            return
        self._busy = True
        self._all_is_well()
        work = partial(self._admission.activate, self._invitation, self._first)
        task = Background(work, self)
        task.done.connect(self._activated)
        task.failed.connect(self._work_failed)
        task.start()
        self.changed.emit()

    @Slot()
    def back(self) -> None:
        """Return a stage; from the first one to the password of a tablet already activated."""
        if self._stage == _SCAN and self._admission.is_activated():
            self._ways.show("contrasena")
        else:
            self.scanInstead()

    def _take(self, invite: Callable[[], ActivationInvitation]) -> None:
        self._all_is_well()
        try:
            self._invitation = invite()
        except ApoyoError as error:
            self._explain(error)
            return
        super().leave()
        self._stage = _ACCEPT
        self.askWho()

    @Slot()
    def askWho(self) -> None:  # noqa: N802  QML calls it
        """Ask the server who invites, with the code that was taken."""
        if self._busy or self._invitation is None:
            return
        self._busy, self._inviting = True, None
        self._all_is_well()
        asked = self._invitation
        task = Background(partial(self._who_invites, asked), self)
        task.done.connect(self._told_who)
        task.failed.connect(self._work_failed)
        task.start()
        self.changed.emit()

    def _who_invites(self, asked: ActivationInvitation) -> tuple[ActivationInvitation, Invitacion]:
        return asked, self._admission.who_invites(asked)

    @Slot(object)
    def _told_who(self, told: object) -> None:
        self._busy = False
        if isinstance(told, tuple) and told[0] is self._invitation:
            self._inviting = told[1]
        self.changed.emit()

    @Slot()
    def accept(self) -> None:
        """Go on to the password: activating with this code accepts its invitation."""
        if self._stage == _ACCEPT and self._inviting is not None:
            self._stage = _PASSWORD
            self.changed.emit()

    def _show_groups(self) -> None:
        groups = [
            CodeGroup(number, text, "" if len(text) < _GROUP else "bien" if right else "falla")
            for number, (text, right) in enumerate(self._admission.groups(self._typed), 1)
        ]
        self._groups.show(groups)
        wrong = next((str(each.number) for each in groups if each.mark == "falla"), "")
        said = explain_code("codigo_grupo", {"group": wrong}) if wrong else None
        self._code_problem = said.sentence if said else ""

    def _passwords_fit(self) -> bool:
        self._password_problem = self._repeat_problem = ""
        try:
            check_password(self._first)
        except PasswordWeak as error:
            self._password_problem = explain(error).sentence
            return False
        if self._first != self._second:
            self._repeat_problem = "Las dos contraseñas no son iguales."
        return not self._repeat_problem

    @Slot(object)
    def _activated(self, packet: object) -> None:
        self._busy = False
        self._first = self._second = ""
        if isinstance(packet, WorkPacket):
            self._admission.opened(packet)

    @property
    def _can_go_back(self) -> bool:
        return self._stage != _SCAN or self._admission.is_activated()

    @property
    def _who(self) -> str:
        return self._inviting.aspirante.full_name if self._inviting else ""

    @property
    def _cargo(self) -> str:
        return self._inviting.aspirante.cargo if self._inviting else ""

    @property
    def _accepted(self) -> bool:
        return self._inviting is not None and self._inviting.accepted

    who = notified(str, "_who", changed)
    cargo = notified(str, "_cargo", changed)
    accepted = notified(bool, "_accepted", changed)
    stage = notified(str, "_stage", changed)
    canGoBack = notified(bool, "_can_go_back", changed)  # noqa: N815  QML reads it
    address = notified(str, "_address", changed)
    typedCode = notified(str, "_typed", changed)  # noqa: N815  QML reads it
    codeProblem = notified(str, "_code_problem", codeChanged)  # noqa: N815  QML reads it
    groups = fixed("_groups")
    passwordProblem = notified(str, "_password_problem", changed)  # noqa: N815  QML reads it
    repeatProblem = notified(str, "_repeat_problem", changed)  # noqa: N815  QML reads it
    problem = notified(str, "_problem", changed)
    advice = notified(str, "_advice", changed)
    code = notified(str, "_code", changed)
    busy = notified(bool, "_busy", changed)

"""The acts of auxiliares and tablets on memory: what an aspirante, an auxiliar and the UTI do."""

from datetime import date, timedelta

from core.domain.device.dispositivo import LateBounds
from core.domain.device.paquete import Activation
from core.domain.proceso.proceso import Proceso
from core.domain.registration.auxiliar import AltaAuxiliar, Vinculo
from core.ports.central_vinculos import Admitted, Device, Invited
from core.procedure.access.answer_invitation import AnswerInvitation
from core.procedure.access.change_device import ChangeDevice
from core.procedure.access.suspend_device import SuspendDevice
from core.procedure.access.tell_of_device import TellOfDevice
from core.procedure.n06_accept_vinculo import AcceptVinculo
from core.procedure.n06_end_vinculo import EndVinculo
from core.procedure.n06_enlist_auxiliar import EnlistAuxiliar
from core.procedure.n07_send_activation import SendActivation
from core.procedure.n10_admit_device import AdmitDevice
from core.procedure.n25_check_late import CheckLate
from tests.apoyo_data import FIRST, a_proceso, an_alta
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW, MemoryBitacora, MemoryOutbox, a_letter
from tests.fakes.vinculos import (
    MemoryCandidates,
    MemoryCodes,
    MemoryDevices,
    MemoryLinks,
    MemoryReports,
    MemoryVinculos,
)

URL = "https://central.example"
ADULT = date(1990, 5, 17)
LATE = LateBounds(timedelta(days=90), announcements=50, records=20, size=1_000)


class Office:
    """One server in memory; each act is built as the routes build it."""

    def __init__(self, proceso: Proceso | None = None) -> None:
        self.proceso = proceso or a_proceso()
        self.clock, self.bitacora, self.outbox = SetClock(NOW), MemoryBitacora(), MemoryOutbox()
        self.vinculos, self.candidates = MemoryVinculos(self.clock), MemoryCandidates()
        self.codes, self.devices = MemoryCodes(self.clock), MemoryDevices(self.clock)
        self.links, self.reports = MemoryLinks(self.clock), MemoryReports(self.clock)
        self.invited: list[str] = []

    def invite(self, code: str) -> Invited:
        self.invited.append(code)
        return Invited(URL, f"en grupos {code}", b"QR")

    @property
    def activation(self) -> SendActivation:
        return SendActivation(
            codes=self.codes,
            devices=self.devices,
            vinculos=self.vinculos,
            candidates=self.candidates,
            links=self.links,
            outbox=self.outbox,
            letters=a_letter,
            invite=self.invite,
            bitacora=self.bitacora,
            clock=self.clock,
            proceso=self.proceso,
            url=URL,
        )

    @property
    def accepting(self) -> AcceptVinculo:
        return AcceptVinculo(
            self.vinculos, self.candidates, self.codes, self.links, self.bitacora, self.proceso
        )

    @property
    def answering(self) -> AnswerInvitation:
        return AnswerInvitation(
            self.accepting, self.activation, self.vinculos, self.links, self.reports
        )

    @property
    def tell(self) -> TellOfDevice:
        return TellOfDevice(
            self.vinculos,
            self.candidates,
            self.links,
            self.outbox,
            a_letter,
            self.proceso,
            URL,
        )

    @property
    def changing(self) -> ChangeDevice:
        return ChangeDevice(
            self.vinculos, self.devices, self.reports, self.activation, self.tell, self.bitacora
        )

    @property
    def suspending(self) -> SuspendDevice:
        return SuspendDevice(
            self.devices,
            self.vinculos,
            self.links,
            self.reports,
            self.tell,
            self.bitacora,
            CheckLate(self.devices, self.clock, LATE),
        )

    @property
    def ending(self) -> EndVinculo:
        return EndVinculo(self.vinculos, self.codes, self.links, self.bitacora)

    @property
    def admitting(self) -> AdmitDevice:
        return AdmitDevice(
            self.codes,
            self.devices,
            self.vinculos,
            self.accepting,
            self.bitacora,
            self.proceso,
        )

    def enlist(
        self, aspirante: str = FIRST, key: str = "llave-1", alta: AltaAuxiliar | None = None
    ) -> Vinculo:
        """Enlist an auxiliar a minute after whatever came before, and return the vínculo."""
        self.clock.forward(timedelta(minutes=1))
        act = EnlistAuxiliar(
            self.vinculos,
            self.candidates,
            self.activation,
            self.bitacora,
            self.clock,
            self.proceso,
        )
        return self.vinculos.by_id(act(aspirante, alta or an_alta(), key).vinculo)

    def admit(self, code: str = "", key: str = "llave", **changes: str) -> Admitted:
        """Activate a tablet with the code that was sent last."""
        told = {"app_hash": "ab" * 32, "frames": "camera"} | changes
        return self.admitting(Activation(code or self.last_code, key, **told))

    def tablet(self, aspirante: str = FIRST) -> tuple[Vinculo, Device]:
        """Enlist somebody who activates a tablet, and return both."""
        vinculo = self.enlist(aspirante)
        device = self.admit().device
        return self.vinculos.by_id(vinculo.id), device

    @property
    def last_code(self) -> str:
        return next(each for each in reversed(self.invited) if set(each) != {"0"})

    @property
    def last_link(self) -> str:
        text = self.outbox.mails[-1].letter.text
        return text.split("liga: ")[1].splitlines()[0].rsplit("/", 1)[-1]

    @property
    def acts(self) -> list[str]:
        """Return the names of the acts of the log, in order."""
        return [act for act, _ in self.bitacora.acts]

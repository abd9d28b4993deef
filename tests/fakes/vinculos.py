"""The ports of aspirantes, auxiliares, vínculos, codes, tablets, reports and links in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core.domain.access.access_errors import LinkOver
from core.domain.apoyos.apoyo_errors import CodeExpired, CodeUnknown
from core.domain.device.dispositivo import STOLEN, LateSending, StolenReport
from core.domain.device.paquete import Activation
from core.domain.registration.aspirante_shown import AspiranteShown
from core.domain.registration.auxiliar import AltaAuxiliar, Vinculo
from core.domain.values import texto
from core.errors import NotThere
from core.ports.central_vinculos import (
    CODE_LASTS,
    Admitted,
    Auxiliar,
    Candidate,
    Device,
    IssuedCode,
)
from core.ports.keyed_request import KeyedRequest
from core.ports.shared import Clock

_LINK_LASTS = timedelta(days=14)
_MOST_WRONG = 5


def a_candidate(id_solicitante: str = "000001", cargo: str = "gubernatura") -> Candidate:
    """Return a fictitious aspirante as letters and packets show them."""
    shown = AspiranteShown(id_solicitante, "ASPIRA", "FICTICIA", "", "", "Gubernatura")
    return Candidate(shown, cargo, f"aspira{id_solicitante}@muestra.invalid")


@dataclass
class MemoryCandidates:
    """Candidates in memory: two of them at first."""

    kept: dict[str, Candidate] = field(
        default_factory=lambda: {each: a_candidate(each) for each in ("000001", "000002")}
    )

    def find(self, id_solicitante: str) -> Candidate | None:
        return self.kept.get(id_solicitante)


@dataclass
class MemoryVinculos:
    """Vinculos in memory, in the order in which they began."""

    clock: Clock
    people: dict[str, Auxiliar] = field(default_factory=dict)
    kept: dict[str, Vinculo] = field(default_factory=dict)
    altas: dict[str, AltaAuxiliar] = field(default_factory=dict)
    requests: dict[str, KeyedRequest] = field(default_factory=dict)

    def auxiliar(self, number: str) -> Auxiliar:
        if number not in self.people:
            raise NotThere
        return self.people[number]

    def auxiliar_of(self, correo: str) -> Auxiliar | None:
        asked = texto.correo(correo)
        return next((each for each in self.people.values() if each.correo == asked), None)

    def open_auxiliar(self, alta: AltaAuxiliar) -> Auxiliar:
        number = f"{len(self.kept) + 1:06d}"
        self.people[number] = Auxiliar(number, texto.correo(alta.correo), alta.full_name)
        return self.people[number]

    def by_key(self, aspirante: str, key: str) -> Vinculo | None:
        made = ((each, self.requests[each.id].key) for each in self.kept.values())
        mine = (each for each, sent in made if (each.aspirante, sent) == (aspirante, key))
        return next(mine, None)

    def sent(self, vinculo_id: str) -> str:
        return self.requests[self.by_id(vinculo_id).id].sha256

    def begin(
        self, aspirante: str, auxiliar: str, alta: AltaAuxiliar, request: KeyedRequest
    ) -> Vinculo:
        vinculo = Vinculo(f"v{len(self.kept) + 1}", auxiliar, aspirante, self.clock.now())
        self.kept[vinculo.id] = vinculo
        self.altas[vinculo.id], self.requests[vinculo.id] = alta, request
        return vinculo

    def by_id(self, vinculo_id: str) -> Vinculo:
        if vinculo_id not in self.kept:
            raise NotThere
        return self.kept[vinculo_id]

    def accept(self, vinculo_id: str) -> Vinculo:
        vinculo = self.by_id(vinculo_id)
        if vinculo.accepted_at is None:
            self._name_if_first(vinculo)
            self.kept[vinculo_id] = replace(vinculo, accepted_at=self.clock.now())
        return self.kept[vinculo_id]

    def in_force(self, auxiliar: str) -> Sequence[Vinculo]:
        return [each for each in self._open(auxiliar) if each.accepted_at is not None]

    def pending(self, auxiliar: str) -> Sequence[Vinculo]:
        return [each for each in self._open(auxiliar) if each.accepted_at is None]

    def open_of(self, aspirante: str) -> Sequence[Vinculo]:
        own = (each for each in self.kept.values() if each.aspirante == aspirante)
        return [each for each in own if each.ended_at is None]

    def ever_accepted(self, aspirante: str, auxiliar: str) -> bool:
        pair = (aspirante, auxiliar)
        return any(
            (each.aspirante, each.auxiliar) == pair and each.accepted_at is not None
            for each in self.kept.values()
        )

    def alta(self, vinculo_id: str) -> AltaAuxiliar:
        return self.altas[self.by_id(vinculo_id).id]

    def end(self, vinculo_id: str, reason: str) -> Vinculo:
        ended = replace(self.by_id(vinculo_id), ended_at=self.clock.now(), end_reason=reason)
        self.kept[vinculo_id] = ended
        return ended

    def restore(self, vinculo_id: str) -> None:
        self.kept[vinculo_id] = replace(self.by_id(vinculo_id), ended_at=None, end_reason="")

    def _open(self, auxiliar: str) -> list[Vinculo]:
        return [
            each
            for each in self.kept.values()
            if each.auxiliar == auxiliar and each.ended_at is None
        ]

    def _name_if_first(self, vinculo: Vinculo) -> None:
        own = [each for each in self.kept.values() if each.auxiliar == vinculo.auxiliar]
        if all(each.accepted_at is None for each in own):
            person = self.auxiliar(vinculo.auxiliar)
            named = replace(person, name=self.altas[vinculo.id].full_name)
            self.people[vinculo.auxiliar] = named


@dataclass
class _Code:
    auxiliar: str
    vinculo: str
    replaces: str
    issued_at: datetime
    used: bool = False
    voided: bool = False


@dataclass
class MemoryCodes:
    """ActivationCodes in memory. `make` returns a new one."""

    clock: Clock
    make: Callable[[], str] | None = None
    kept: dict[str, _Code] = field(default_factory=dict)

    def issue(self, vinculo: Vinculo, replaces: str = "") -> str:
        self.void(vinculo.id)
        code = self.make() if self.make else f"CODIGO{len(self.kept) + 1:030d}"
        now = self.clock.now()
        self.kept[code] = _Code(vinculo.auxiliar, vinculo.id, replaces, now)
        return code

    def is_waiting(self, auxiliar: str) -> bool:
        return any(
            self.clock.now() < each.issued_at + CODE_LASTS
            for each in self._unused()
            if each.auxiliar == auxiliar
        )

    def read(self, code: str) -> IssuedCode:
        held = self._held(code)
        return IssuedCode(held.auxiliar, held.vinculo, held.used, held.replaces)

    def spend(self, code: str) -> None:
        held = self._held(code)
        held.used = True
        for each in self._unused():
            each.voided |= each.auxiliar == held.auxiliar

    def void(self, vinculo_id: str) -> None:
        for each in self._unused():
            each.voided |= each.vinculo == vinculo_id

    def _unused(self) -> list[_Code]:
        return [each for each in self.kept.values() if not each.used and not each.voided]

    def _held(self, code: str) -> _Code:
        held = self.kept.get(code)
        if held is None or held.voided:
            raise CodeUnknown
        if self.clock.now() >= held.issued_at + CODE_LASTS:
            raise CodeExpired
        return held


@dataclass
class MemoryDevices:
    """Devices in memory: each upload token is new. `sent` stands for what came late."""

    clock: Clock
    kept: dict[str, Device] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    given: int = 0
    sent: LateSending = field(default_factory=LateSending)

    def active(self, auxiliar: str) -> Device | None:
        own = (each for each in self.kept.values() if each.auxiliar == auxiliar)
        return next((each for each in own if each.voided_at is None), None)

    def find(self, device_id: str) -> Device | None:
        return self.kept.get(device_id)

    def admit(self, auxiliar: str, activation: Activation) -> Admitted:
        device = Device(
            id=f"d{len(self.kept) + 1}",
            auxiliar=auxiliar,
            key=activation.device_key,
            frames=activation.frames,
            activated_at=self.clock.now(),
        )
        self.kept[device.id] = device
        return self.admit_again(device)

    def admit_again(self, device: Device) -> Admitted:
        self.given += 1
        self.tokens[device.id] = f"token-{self.given}"
        return Admitted(self._device(device.id), self.tokens[device.id])

    def void(self, device_id: str, reason: str) -> None:
        device = self._device(device_id)
        self.kept[device_id] = replace(device, voided_at=self.clock.now(), void_reason=reason)
        if reason == STOLEN:
            self.suspend(device_id)

    def suspend(self, device_id: str) -> None:
        device = self._device(device_id)
        first = device.suspended_at or self.clock.now()
        self.kept[device_id] = replace(device, suspended_at=first, reopened_at=None)

    def reopen(self, device_id: str) -> None:
        self.kept[device_id] = replace(self._device(device_id), reopened_at=self.clock.now())

    def late(self, device: Device) -> LateSending:
        return LateSending() if device.late_since is None else self.sent

    def _device(self, device_id: str) -> Device:
        if device_id not in self.kept:
            raise NotThere
        return self.kept[device_id]


@dataclass
class MemoryReports:
    """StolenReports in memory."""

    clock: Clock
    kept: list[StolenReport] = field(default_factory=list)

    def add(self, device_id: str, vinculo: Vinculo) -> StolenReport:
        for each in self.of_device(device_id):
            if each.vinculo == vinculo.id:
                return each
        report = StolenReport(device_id, vinculo.id, vinculo.aspirante, self.clock.now())
        self.kept.append(report)
        return report

    def of_device(self, device_id: str) -> Sequence[StolenReport]:
        return [each for each in self.kept if each.device == device_id]

    def withdraw(self, device_id: str) -> None:
        self.kept = [each for each in self.kept if each.device != device_id]


@dataclass
class _Link:
    kind: str
    about: str
    until: datetime
    wrong: int = 0
    over: bool = False


@dataclass
class MemoryLinks:
    """MailLinks in memory: tokens are numbered."""

    clock: Clock
    kept: dict[str, _Link] = field(default_factory=dict)

    def issue(self, kind: str, about: str) -> str:
        self.void(kind, about)
        token = f"liga-{len(self.kept) + 1}"
        self.kept[token] = _Link(kind, about, self.clock.now() + _LINK_LASTS)
        return token

    def about(self, kind: str, token: str) -> str:
        link = self._good(token)
        if link.kind != kind:
            raise LinkOver
        return link.about

    def use(self, token: str) -> None:
        self._good(token).over = True

    def was_wrong(self, token: str) -> None:
        link = self._good(token)
        link.wrong += 1
        link.over = link.wrong >= _MOST_WRONG

    def void(self, kind: str, about: str) -> None:
        for each in self.kept.values():
            each.over |= (each.kind, each.about) == (kind, about)

    def _good(self, token: str) -> _Link:
        link = self.kept.get(token)
        if link is None or link.over or self.clock.now() >= link.until:
            raise LinkOver
        return link

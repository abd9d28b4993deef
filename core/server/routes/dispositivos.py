"""Tablets that were reported stolen or suspended, at the UTI's desk (numeral 10)."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.device.dispositivo import DeviceOfDesk, SuspensionReason
from core.procedure.access.suspend_device import SuspendDevice
from core.server.bodies.editing import Seen, editing
from core.server.bodies.http_bodies import Listed, answer, reads
from core.server.bodies.narrowing import narrowed
from core.server.composition.acts import suspend_device
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.auth import Called, Caller
from core.server.doors.edited import TABLET
from core.wire import Page

router = APIRouter()

Reasoned = Annotated[SuspensionReason, reads(SuspensionReason)]


@router.get("/v1/dispositivos", response_model=Page[DeviceOfDesk])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of DeviceOfDesk, newest activation first. Searches the auxiliar's number."""
    with deps.units.reading() as work:
        page = work.reported_devices.page(
            after=asked.cursor,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
        )
    return answer(Page[DeviceOfDesk], page)


@router.post("/v1/dispositivos/{device_id}/suspension", response_model=DeviceOfDesk)
def suspend(
    deps: Injected, caller: Called, device_id: str, reason: Reasoned, seen: Seen
) -> Response:
    """Suspend a tablet at once and return it as DeviceOfDesk; 404 if unknown."""
    return _decided(deps, caller, (device_id, seen), lambda act: act(device_id, reason))


@router.post("/v1/dispositivos/{device_id}/retiro", response_model=DeviceOfDesk)
def withdraw(
    deps: Injected, caller: Called, device_id: str, reason: Reasoned, seen: Seen
) -> Response:
    """Withdraw the reports of a tablet and return it as DeviceOfDesk; 404 if unknown."""
    return _decided(deps, caller, (device_id, seen), lambda act: act.withdraw(device_id, reason))


@router.post("/v1/dispositivos/{device_id}/reapertura", response_model=DeviceOfDesk)
def reopen(
    deps: Injected, caller: Called, device_id: str, reason: Reasoned, seen: Seen
) -> Response:
    """Let a suspended tablet that was found send what it had signed; 404 if unknown."""
    return _decided(deps, caller, (device_id, seen), lambda act: act.reopen(device_id, reason))


def _decided(
    deps: Dependencies,
    caller: Caller,
    named: tuple[str, int],
    decide: Callable[[SuspendDevice], object],
) -> Response:
    """Return the tablet after a decision on it, both in one transaction."""
    device_id, seen = named
    with deps.units.writing(caller.actor) as work:
        with editing(work, TABLET, device_id, seen):
            decide(suspend_device(deps, work))
        return answer(DeviceOfDesk, work.reported_devices.one(device_id))

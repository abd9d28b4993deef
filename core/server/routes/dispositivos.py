"""Tablets that were reported stolen or suspended, at the UTI's desk (numeral 10)."""

from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.dispositivo import DeviceOfDesk, SuspensionReason
from core.server.acts import suspend_device
from core.server.auth import Called
from core.server.dependencies import Injected
from core.server.http_bodies import Listed, answer, reads
from core.wire import Page

router = APIRouter()


@router.get("/v1/dispositivos", response_model=Page[DeviceOfDesk])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of DeviceOfDesk, newest activation first. Searches the auxiliar's number."""
    with deps.units.reading() as work:
        page = work.reported_devices.page(after=asked.after, limit=asked.limit, search=asked.search)
    return answer(Page[DeviceOfDesk], page)


@router.post("/v1/dispositivos/{device_id}/suspension", response_model=DeviceOfDesk)
def suspend(
    deps: Injected,
    caller: Called,
    device_id: str,
    reason: Annotated[SuspensionReason, reads(SuspensionReason)],
) -> Response:
    """Suspend a tablet at once and return it as DeviceOfDesk; 404 if unknown."""
    with deps.units.writing(caller.actor) as work:
        suspend_device(deps, work)(device_id, reason)
        shown = work.reported_devices.one(device_id)
    return answer(DeviceOfDesk, shown)


@router.post("/v1/dispositivos/{device_id}/retiro", response_model=DeviceOfDesk)
def withdraw(
    deps: Injected,
    caller: Called,
    device_id: str,
    reason: Annotated[SuspensionReason, reads(SuspensionReason)],
) -> Response:
    """Withdraw the reports of a tablet and return it as DeviceOfDesk; 404 if unknown."""
    with deps.units.writing(caller.actor) as work:
        suspend_device(deps, work).withdraw(device_id, reason)
        shown = work.reported_devices.one(device_id)
    return answer(DeviceOfDesk, shown)


@router.post("/v1/dispositivos/{device_id}/reapertura", response_model=DeviceOfDesk)
def reopen(
    deps: Injected,
    caller: Called,
    device_id: str,
    reason: Annotated[SuspensionReason, reads(SuspensionReason)],
) -> Response:
    """Let a suspended tablet send what it had signed: it was found."""
    with deps.units.writing(caller.actor) as work:
        suspend_device(deps, work).reopen(device_id, reason)
        shown = work.reported_devices.one(device_id)
    return answer(DeviceOfDesk, shown)

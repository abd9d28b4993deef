"""Which tablet asks: by its upload token, or by the session that it opened with its key."""

from typing import Annotated

from fastapi import Depends, Request

from core.central.access.sessions import hashed
from core.domain.access.access_errors import SessionEnded
from core.ports.central_vinculos import Device
from core.server.composition.acts import check_late
from core.server.composition.dependencies import Injected
from core.server.doors.auth import bearer


def _uploading(request: Request, deps: Injected) -> Device:
    """Return the tablet of an upload token, changed or not: what it signed is still received.

    Raises DeviceSuspended for one that was stolen, or DeviceSpent for one long out of use, until
    the UTI reopens it.
    """
    with deps.units.reading() as work:
        device = work.devices.with_upload_token(hashed(bearer(request)))
        if device is None:
            raise SessionEnded
        check_late(deps, work)(device)
    return device


def _visiting(request: Request, deps: Injected) -> Device:
    """Return the tablet of a session in force."""
    with deps.units.reading() as work:
        device_id = work.tablet_sessions.holder(bearer(request))
        device = work.devices.find(device_id) if device_id else None
    if device is None:
        raise SessionEnded
    return device


Uploading = Annotated[Device, Depends(_uploading)]
Visiting = Annotated[Device, Depends(_visiting)]

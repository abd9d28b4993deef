"""A tablet announces what waits (numeral 25)."""

from functools import partial
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.apoyos.envio import MOST_WAITING, Announcement, EnvioOpened
from core.ports.central_vinculos import Device
from core.procedure.n25_open_envio import look_up, still_to_keep
from core.server.bodies.http_bodies import answer, reads
from core.server.composition.acts import blobs, open_envio
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.devices import Uploading

router = APIRouter()
_MOST_BYTES = 200 * MOST_WAITING
"""One record takes some 180 bytes."""


@router.post("/v1/envios", response_model=EnvioOpened)
async def announce(
    deps: Injected,
    device: Uploading,
    announcement: Annotated[Announcement, reads(Announcement, _MOST_BYTES)],
) -> Response:
    """Open an envío: what is already held of each record, and receipts already given.

    In the threads of uploads: where the store is slow, everybody else has theirs.
    """
    deps.uploads.announcements.take(device.id, len(announcement.waiting), monotonic())
    opened = partial(_opened, deps, device, announcement)
    return await deps.uploads.threads.run(opened)


def _opened(deps: Dependencies, device: Device, announcement: Announcement) -> Response:
    store = blobs(deps, device.id)
    held = store.held((each.record_id, each.sha256) for each in announcement.waiting)
    with deps.units.reading() as work:
        looked_up = look_up(work.apoyos, work.envios, device.auxiliar, announcement)
    with deps.units.writing(device.id) as work:
        opened = open_envio(work)(device, announcement, held, looked_up)
    for some, is_last in still_to_keep(announcement, opened):
        with deps.units.writing(device.id) as work:
            work.envios.complete(opened.envio, some, is_last=is_last)
    return answer(EnvioOpened, opened)

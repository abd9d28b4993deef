"""A tablet announces what waits (numeral 25)."""

from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Response

from core.domain.envio import MOST_WAITING, Announcement, EnvioOpened
from core.server.acts import blobs, open_envio
from core.server.dependencies import Injected
from core.server.devices import Uploading
from core.server.http_bodies import answer, reads

router = APIRouter()
_MOST_BYTES = 200 * MOST_WAITING
"""One record takes some 180 bytes."""


@router.post("/v1/envios", response_model=EnvioOpened)
def announce(
    deps: Injected,
    device: Uploading,
    announcement: Annotated[Announcement, reads(Announcement, _MOST_BYTES)],
) -> Response:
    """Open an envío: what is already held of each record, and receipts already given."""
    deps.uploads.announcements.take(device.id, len(announcement.waiting), monotonic())
    store = blobs(deps, device.id)
    held = store.held((each.record_id, each.sha256) for each in announcement.waiting)
    with deps.units.writing(device.id) as work:
        opened = open_envio(work)(device, announcement, held)
    return answer(EnvioOpened, opened)

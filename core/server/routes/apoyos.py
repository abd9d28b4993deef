"""Reception of sealed records (numerals 25 to 28), resumed where a cut connection stopped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import UploadMalformed
from core.domain.values.signed import Signed
from core.errors import NotThere
from core.server.bodies.http_bodies import answer
from core.server.bodies.pace import ending
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.auth import bearer
from core.server.doors.bringers import Bringers
from core.server.doors.devices import Uploading
from core.server.doors.streaming import StreamedRoute, body_of, headers_of
from core.server.receiving.arrivals import Arrivals
from core.server.receiving.upload import MOST_BYTES, PartOutcome, Receiving, Upload

router = APIRouter()

_RECORD = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SIZE = re.compile(r"[0-9]{1,12}")
_HEADERS: Mapping[str, Mapping[str, object]] = {
    "Upload-Offset": {"type": "integer", "minimum": 0},
    "Upload-Length": {"type": "integer", "minimum": 1, "maximum": MOST_BYTES},
    "Upload-Sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}


@dataclass(frozen=True, slots=True)
class Held:
    """How many bytes of a record are durable."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    held: int


async def receive(request: Request) -> Response:
    """Take the body from `offset` on: 201 receipt, 200 the same receipt again, or 202 held."""
    state = request.app.state
    deps: Dependencies = state.deps
    bringers: Bringers = state.bringers
    arrivals: Arrivals = state.arrivals
    bringer = await bringers.who(bearer(request))
    upload = _uploaded(request)
    with deps.uploads.sharing(bringer.device, ending(request)):
        return _told(await Receiving(deps, arrivals, bringer, upload).take(request.stream()))


RECORDS = StreamedRoute(
    "/v1/apoyos/{record_id}",
    receive,
    methods=["PUT"],
    response_model=Signed,
    status_code=201,
    openapi_extra=body_of("application/octet-stream") | headers_of(_HEADERS),
)
router.routes.append(RECORDS)


@router.get("/v1/apoyos/{record_id}/recibo", response_model=Signed)
def receipt(deps: Injected, device: Uploading, record_id: str) -> Response:
    """Return the receipt of a record of this auxiliar, byte by byte as it was first given."""
    with deps.units.reading() as work:
        known = work.apoyos.find(RecordId(record_id))
    if known is None or known.auxiliar != device.auxiliar:
        raise NotThere
    return answer(Signed, known.receipt)


def _uploaded(request: Request) -> Upload:
    """Return what the request says that it brings. Raises UploadMalformed."""
    headers, record_id = request.headers, request.path_params["record_id"]
    sha256 = headers.get("upload-sha256", "")
    sizes = [headers.get(name, "") for name in ("upload-offset", "upload-length")]
    if not _RECORD.fullmatch(record_id) or not _SHA256.fullmatch(sha256):
        raise UploadMalformed
    if not all(_SIZE.fullmatch(each) for each in sizes):
        raise UploadMalformed
    offset, length = map(int, sizes)
    if not offset <= length <= MOST_BYTES or not length:
        raise UploadMalformed
    return Upload(RecordId(record_id), sha256, offset, length)


def _told(outcome: PartOutcome) -> Response:
    if outcome.received is None:
        return answer(Held, Held(outcome.held), 202)
    return answer(Signed, outcome.received.receipt, 201 if outcome.fresh else 200)

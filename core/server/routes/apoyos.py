"""Reception of sealed records (numerals 25 to 28), resumed where a cut connection stopped."""

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Header, Request, Response

from core.domain.apoyo import RecordId
from core.domain.apoyo_errors import UploadMalformed
from core.domain.signed import Signed
from core.errors import NotThere
from core.server.arrivals import Arrivals
from core.server.dependencies import Injected
from core.server.devices import Uploading
from core.server.http_bodies import answer
from core.server.pace import ending
from core.server.receiving import MOST_BYTES, PartOutcome, Receiving, Upload
from core.server.streaming import body_of

router = APIRouter()

_RECORD = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Held:
    """How many bytes of a record are durable."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    held: int


async def _uploaded(
    record_id: str,
    offset: Annotated[int, Header(alias="Upload-Offset", ge=0)],
    length: Annotated[int, Header(alias="Upload-Length", ge=1, le=MOST_BYTES)],
    sha256: Annotated[str, Header(alias="Upload-Sha256")],
) -> Upload:
    """Return what the request says that it brings. Raises UploadMalformed."""
    if not _RECORD.fullmatch(record_id) or not _SHA256.fullmatch(sha256) or offset > length:
        raise UploadMalformed
    return Upload(RecordId(record_id), sha256, offset, length)


@router.put(
    "/v1/apoyos/{record_id}",
    response_model=Signed,
    status_code=201,
    openapi_extra=body_of("application/octet-stream"),
)
async def receive(
    request: Request,
    deps: Injected,
    device: Uploading,
    upload: Annotated[Upload, Depends(_uploaded)],
) -> Response:
    """Take the body from `offset` on: 201 receipt, 200 the same receipt again, or 202 held."""
    arrivals: Arrivals = request.app.state.arrivals
    with deps.uploads.sharing(device.id, ending(request)):
        return _told(await Receiving(deps, arrivals, device, upload).take(request.stream()))


@router.get("/v1/apoyos/{record_id}/recibo", response_model=Signed)
def receipt(deps: Injected, device: Uploading, record_id: str) -> Response:
    """Return the receipt of a record of this auxiliar, byte by byte as it was first given."""
    with deps.units.reading() as work:
        known = work.apoyos.find(RecordId(record_id))
    if known is None or known.auxiliar != device.auxiliar:
        raise NotThere
    return answer(Signed, known.receipt)


def _told(outcome: PartOutcome) -> Response:
    if outcome.received is None:
        return answer(Held, Held(outcome.held), 202)
    return answer(Signed, outcome.received.receipt, 201 if outcome.fresh else 200)

"""What may be told of the election key (numeral 9). The key itself never leaves the worker."""

from datetime import UTC, datetime
from pathlib import Path

from fastapi import APIRouter, Response

from core.domain.verification.padron import ElectionKeyInfo
from core.sealing import b64
from core.server.bodies.http_bodies import answer
from core.server.composition.dependencies import Injected
from core.server.host.keys import KeyFiles

router = APIRouter()
COPY_READ_BACK = "election.copied"
"""`apoyo central init` leaves this empty file once the second copy was read back."""


@router.get("/v1/llave", response_model=ElectionKeyInfo)
def show(deps: Injected) -> Response:
    """Return its name, its public part, and when its second copy was read back."""
    keys = KeyFiles(deps.settings.keys)
    info = ElectionKeyInfo(
        id=deps.election_key_id,
        public_key=b64.encode(keys.election_public().public_bytes_raw()),
        created_at=_written_at(keys.folder / "election.pub"),
        copy_read_back_at=_at_if_there(keys.folder / COPY_READ_BACK),
    )
    return answer(ElectionKeyInfo, info)


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _at_if_there(path: Path) -> datetime | None:
    return _written_at(path) if path.exists() else None

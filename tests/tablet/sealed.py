"""Small sealed records, really sealed, for the tests of what holds them."""

from functools import partial

from core.domain.apoyos.apoyo import RecordId
from core.domain.device.tablet import SealedApoyo
from core.sealing.envelope import end_body, seal_body
from tests.fakes.apoyos import a_header
from tests.fakes.tablet import DEVICE, ELECTION


def a_sealed(counter: int = 1, aspirante: str = "000123", size: int = 20) -> SealedApoyo:
    """Return a record whose envelope opens, with a payload of `size` bytes."""
    record_id = RecordId(f"{counter:032x}")
    header = a_header(record_id, device_counter=counter, aspirante=aspirante)
    body = seal_body(header, bytes(size), to=ELECTION.public_key())
    return SealedApoyo(record_id, counter, body, partial(end_body, body, by=DEVICE))


def whole(sealed: SealedApoyo) -> bytes:
    """Return its envelope."""
    return b"".join(sealed.body) + sealed.sign().signature

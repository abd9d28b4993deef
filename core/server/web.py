"""The web process: accounts, sealed records, receipts. It holds no key that opens a record."""

from core.central.database import open_database
from core.central.passwords import Argon2Passwords
from core.central.work import Units
from core.clock import SystemClock
from core.documents.letters import letter
from core.ports.shared import Clock
from core.server.keys import KeyFiles
from core.server.parts import Parts
from core.settings import ServerSettings

_SYSTEM = SystemClock()


def compose(settings: ServerSettings, clock: Clock = _SYSTEM) -> Parts:
    """Return the real parts of a server that was prepared (`apoyo central init`)."""
    keys = KeyFiles(settings.data / "keys")
    return Parts(
        settings=settings,
        clock=clock,
        units=Units(open_database(settings.database), clock),
        passwords=Argon2Passwords(),
        letters=letter,
        signing_key=keys.signing_key(),
        authority=keys.authority.read_bytes(),
        election_key_id=keys.election_key_id(),
    )

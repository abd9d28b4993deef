"""`apoyo central init`: everything a server needs before its first start, made once."""

import socket
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pydantic import ValidationError

from core.central.access.passwords import Argon2Passwords
from core.central.database import open_database
from core.central.migrations import upgrade
from core.central.unit_of_work import UnitOfWork, Units
from core.domain.access.password import check_password
from core.domain.access.roles import Role
from core.domain.proceso.proceso import Proceso
from core.domain.values.server_address import server_address
from core.durable import give_name, write_whole
from core.errors import ApoyoError
from core.ports.central import SentPassword
from core.ports.central_access import NewAccount
from core.ports.shared import Clock
from core.sealing.wrapped import unwrap
from core.server.composition.acts import publish_proceso
from core.server.composition.dependencies import Dependencies
from core.server.errors import (
    AlreadyPrepared,
    CopyInside,
    CopyNotRead,
    PassphraseShort,
    ProcesoFileWrong,
)
from core.server.host.keys import KeyFiles
from core.server.host.tls import fingerprint, make_tls
from core.server.routes.llave import COPY_READ_BACK
from core.server.web import compose
from core.settings.server import ServerSettings
from core.wire import NamedTwice, read_json

LEAST_PASSPHRASE = 12


@dataclass(frozen=True, slots=True)
class Answers:
    """The operator's answers for preparing a server."""

    admin_user: str
    admin_name: str
    admin_password: str = field(repr=False)
    passphrase: str = field(repr=False)
    second_copy: Path
    proceso: Path | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the operator must keep: fingerprint (hex) and place of the second copy."""

    fingerprint: str
    copy: Path


def prepare(settings: ServerSettings, answers: Answers, clock: Clock) -> Prepared:
    """Return once keys, copy, database and account exist.

    Raises MachineTrouble or PasswordWeak; then `keys/` does not exist and `init` can run again,
    since the keys are moved there last.
    """
    keys = settings.data / "keys"
    if KeyFiles(keys).exist:
        raise AlreadyPrepared({"folder": str(settings.data)})
    _check(settings, answers)
    proceso = _read_proceso(answers.proceso) if answers.proceso else None
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    drafted = KeyFiles(settings.data / "keys.partial")
    wrapped = drafted.write(make_tls(_hosts(settings), clock.now()), answers.passphrase)
    copy = _second_copy(drafted, wrapped, answers)
    _first_account(settings, answers, clock)
    if proceso is not None:
        _publish(compose(settings, clock, drafted), answers.admin_user, proceso, keep=False)
    give_name(drafted.folder, keys)
    if proceso is not None:
        _publish(compose(settings, clock), answers.admin_user, proceso, keep=True)
    return Prepared(fingerprint(KeyFiles(keys).authority.read_bytes()), copy)


def _check(settings: ServerSettings, answers: Answers) -> None:
    check_password(answers.admin_password)
    if settings.public_url:
        server_address(settings.public_url)
    if len(answers.passphrase) < LEAST_PASSPHRASE:
        raise PassphraseShort
    if answers.second_copy.resolve().is_relative_to(settings.data.resolve()):
        raise CopyInside


def _read_proceso(path: Path) -> Proceso:
    try:
        proceso: Proceso = read_json(Proceso, path.read_bytes())
    except (OSError, NamedTwice) as cause:
        raise ProcesoFileWrong({"field": str(path)}) from cause
    except ValidationError as cause:
        place = ".".join(str(each) for each in cause.errors()[0]["loc"])
        raise ProcesoFileWrong({"field": place}) from cause
    return proceso


def _hosts(settings: ServerSettings) -> tuple[str, ...]:
    """Return every name and address by which this server may be called."""
    named = (urlsplit(settings.url).hostname, urlsplit(f"//{settings.listen}").hostname)
    own = (socket.gethostname(), "localhost", "127.0.0.1")
    return tuple(dict.fromkeys(each for each in (*named, *own) if each and each.isascii()))


def _second_copy(keys: KeyFiles, wrapped: bytes, answers: Answers) -> Path:
    """Write the second copy, read it back, open it. Raises CopyNotRead: key lost, election lost."""
    path = answers.second_copy / f"llave-de-eleccion-{keys.election_key_id()}.key"
    try:
        answers.second_copy.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, wrapped)
        raw = unwrap(path.read_bytes(), answers.passphrase)
        public = X25519PrivateKey.from_private_bytes(raw).public_key().public_bytes_raw()
    except (OSError, ApoyoError) as cause:
        raise CopyNotRead({"folder": str(answers.second_copy)}) from cause
    if public != keys.election_public().public_bytes_raw():
        raise CopyNotRead({"folder": str(answers.second_copy)})
    write_whole(keys.folder / COPY_READ_BACK, b"")
    return path


def _first_account(settings: ServerSettings, answers: Answers, clock: Clock) -> None:
    """Bring the database to its newest form and open the first administrator in it."""
    engine = open_database(settings.database, settings.busy_seconds)
    upgrade(engine)
    kept = Argon2Passwords().keep(answers.admin_password)
    with Units(engine, clock).writing(answers.admin_user) as work:
        _open(work, answers, kept)
    engine.dispose()


def _publish(deps: Dependencies, actor: str, proceso: Proceso, *, keep: bool) -> None:
    """Publish the proceso, or only try: what it breaks must be told before the keys stand."""
    units = deps.units
    with units.writing(actor) if keep else units.reading() as work:
        publish_proceso(deps, work)(proceso)
    units.engine.dispose()


def _open(work: UnitOfWork, answers: Answers, kept: str) -> None:
    before = work.accounts.by_user(answers.admin_user)
    if before is not None:
        work.accounts.set_password(before.id, kept)
        return
    account = NewAccount(
        user=answers.admin_user,
        name=answers.admin_name,
        roles=frozenset({Role.ADMINISTRADOR}),
        password=SentPassword(kept=kept, until=None, one_use=False),
        must_change=False,
    )
    account_id = work.accounts.open(account)
    facts = {"papeles": Role.ADMINISTRADOR.value}
    work.bitacora.append("cuenta_abierta", str(account_id), facts)

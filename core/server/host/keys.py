"""The key files of a server (`keys/`): made once, written with care, read at start.

authority.{pem,key} server.{pem,key}  TLS    signing.key  Ed25519, raw    padron.key  32 bytes
election.key  X25519, raw, wrapped under the passphrase    election.pub  its public part, raw
"""

import hmac
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from core.central.access.second_factors import SecondKeys
from core.central.at_rest import AtRest, derived
from core.central.mail.message_ids import MessageIds
from core.certificate import only_authority
from core.durable import write_whole
from core.sealing.keys import key_id
from core.sealing.wrapped import unwrap, wrap
from core.server.errors import AuthorityWrong, KeyLost
from core.server.host.tls import TlsFiles
from core.settings.server import ServerSettings

ELECTION_KEY = "election.key"
_PADRON_KEY_BYTES = 32
_BOTH = ("authority.pem", "signing.key", "election.pub")
_TLS = ("server.pem", "server.key")
WEB = (*_BOTH, *_TLS)
"""What the web reads at start. The authority's own key may lie elsewhere."""
WORKER = (*_BOTH, "padron.key", ELECTION_KEY)
"""What the worker reads at start."""


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """The keys in one folder, those of TLS in `tls` where set.

    Only the worker ever asks for `election_key`.
    """

    folder: Path
    tls: Path | None = None

    @classmethod
    def of(cls, settings: ServerSettings) -> "KeyFiles":
        """Return the keys where the settings say."""
        return cls(settings.keys, settings.tls_folder)

    @property
    def exist(self) -> bool:
        """Tell whether this server was prepared."""
        return (self.folder / ELECTION_KEY).exists()

    @property
    def authority(self) -> Path:
        """Return the certificate that clients pin (PEM)."""
        return self.folder / "authority.pem"

    @property
    def server(self) -> tuple[Path, Path]:
        """Return the server's certificate and key (PEM)."""
        return self._path("server.pem"), self._path("server.key")

    def check(self, names: Iterable[str] = (*WEB, *WORKER)) -> None:
        """Read these files once. Raises KeyLost, or OSError for one that cannot be read."""
        for name in names:
            try:
                self._path(name).read_bytes()
            except FileNotFoundError as cause:
                raise KeyLost({"file": str(self._path(name))}) from cause
        self.authority_pem()

    def too_many(self, own: Iterable[str]) -> tuple[str, ...]:
        """Return the key files that this process can read and, with only its `own`, must not."""
        others = ({*WEB, *WORKER, "authority.key"} - {*own}) - {"server.pem"}
        return tuple(name for name in sorted(others) if os.access(self._path(name), os.R_OK))

    def _path(self, name: str) -> Path:
        return (self.tls if self.tls and name in _TLS else self.folder) / name

    def authority_pem(self) -> bytes:
        """Return the one certificate that clients pin (PEM). Raises AuthorityWrong."""
        try:
            return only_authority(self.authority.read_bytes()).pem.encode("ascii")
        except ValueError as cause:
            raise AuthorityWrong({"file": str(self.authority)}) from cause

    def signing_key(self) -> Ed25519PrivateKey:
        """Return the Ed25519 key that signs the server's statements. Raises OSError."""
        return Ed25519PrivateKey.from_private_bytes((self.folder / "signing.key").read_bytes())

    def second_keys(self) -> SecondKeys:
        """Return what seals and hashes second steps, made of the signing key. Raises OSError."""
        return SecondKeys.derived((self.folder / "signing.key").read_bytes())

    def entrada_key(self) -> bytes:
        """Return what each entry through a provider is made of (32 bytes). Raises OSError."""
        key = (self.folder / "signing.key").read_bytes()
        return hmac.new(key, b"apoyo: entrada por proveedor", sha256).digest()

    def document_key(self) -> bytes:
        """Return what the addresses of documents are sealed with (32 bytes). Raises OSError."""
        return derived((self.folder / "signing.key").read_bytes(), b"apoyo: pagina de documento")

    def message_ids(self) -> MessageIds:
        """Return what names our mails, so that nobody else can. Raises OSError."""
        key = derived((self.folder / "signing.key").read_bytes(), b"apoyo: message-id")
        return MessageIds(key)

    def sealed_solicitudes(self) -> AtRest:
        """Return what seals the requests of owners of data. Raises OSError."""
        return AtRest.derived((self.folder / "signing.key").read_bytes(), b"apoyo: solicitudes")

    def sealed_borradores(self) -> AtRest:
        """Return what seals drafts of registrations. Raises OSError."""
        return AtRest.derived((self.folder / "signing.key").read_bytes(), b"apoyo: borradores")

    def sealed_escaneos(self) -> AtRest:
        """Return what seals the scanned documents of expedientes. Raises OSError."""
        return AtRest.derived((self.folder / "signing.key").read_bytes(), b"apoyo: escaneos")

    def padron_key(self) -> bytes:
        """Return the key (32 bytes) of the keyed hashes of claves and CICs. Raises OSError."""
        return (self.folder / "padron.key").read_bytes()

    def election_public(self) -> X25519PublicKey:
        """Return the public part (X25519) of the election key."""
        raw = (self.folder / "election.pub").read_bytes()
        return X25519PublicKey.from_public_bytes(raw)

    def election_key(self, passphrase: str) -> X25519PrivateKey:
        """Return the election key (X25519). Raises PasswordRejected for a wrong passphrase."""
        wrapped = (self.folder / ELECTION_KEY).read_bytes()
        return X25519PrivateKey.from_private_bytes(unwrap(wrapped, passphrase))

    def write(self, tls: TlsFiles, passphrase: str) -> bytes:
        """Create all other keys, write every file, and return the wrapped election key."""
        election = X25519PrivateKey.generate()
        wrapped = wrap(election.private_bytes_raw(), passphrase)
        files = {
            "authority.pem": tls.authority,
            "authority.key": tls.authority_key,
            "server.pem": tls.server,
            "server.key": tls.server_key,
            "signing.key": Ed25519PrivateKey.generate().private_bytes_raw(),
            "padron.key": secrets.token_bytes(_PADRON_KEY_BYTES),
            "election.pub": election.public_key().public_bytes_raw(),
            ELECTION_KEY: wrapped,
        }
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in files.items():
            write_whole(self.folder / name, content)
        return wrapped

    def election_key_id(self) -> str:
        """Return the identifier of the election key: 16 hex digits."""
        return key_id(self.election_public())

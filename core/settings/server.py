"""The settings of the central server, of all its processes and commands."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_settings import SettingsConfigDict

from core.domain.device.dispositivo import LateBounds
from core.settings.program import ProgramSettings, data_home


class ProviderSettings(BaseModel):
    """A provider of identity by OpenID Connect (4.e.b): Google, Facebook or another.

    `id` is what a registration calls it, `issuer` exactly what its discovery and its tokens say.
    `client_secret_file` is read at each entry; without one the server is a public client.
    `domains` are those whose addresses the provider alone gives (for Google `gmail.com`): only a
    verified address of these is the one that was registered. `token_endpoint` is for a provider
    whose discovery lacks it; `authority`, the PEM of one inside the Instituto's own network.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern="^[a-z]{1,20}$")
    name: str = Field(min_length=1, max_length=40)
    issuer: str = Field(pattern="^https://")
    client_id: str = Field(min_length=1)
    client_secret_file: Path | None = None
    domains: tuple[str, ...] = ()
    token_endpoint: str = Field("", pattern="^(https://|$)")
    authority: Path | None = None


class ServerSettings(ProgramSettings):
    """/etc/apoyo/server.toml. `listen` is host:port; empty URLs mean the parts inside `data`.

    A connection has `head_seconds` for TLS, and again for the head of each request; a body or a
    reader that pauses for `stall_seconds`, or stays below `least_rate` bytes a second, is ended.

    Browsers do not know the authority that programs pin. `pages_url` is the address of the pages
    that mails lead to, where a public certificate answers: that of a reverse proxy, or of this
    server at `pages_listen`, with the PEM files `pages_certificate` (chain included) and
    `pages_key`.

    `server.pem` and `server.key` lie with the other keys, or in `tls_folder`: the web reads them
    anew when they change, which what systemd or a container hands over at the start cannot.

    Documents are signed (PAdES) with the PEM files `documents_certificate` (chain included) and
    `documents_key`, which has no passphrase; without them they are not.

    `trusted_proxies` are the addresses or networks, by commas, of reverse proxies whose
    X-Forwarded-For is believed; empty, nobody's is. Tries are counted by that address.

    A tablet out of use may announce and send for `late_days` more, open `late_announcements` envíos
    and bring `late_records` records of `late_mib` MiB in all; then the UTI must reopen it.

    Envelopes are kept inside `data`, or with `blob_url` (`s3://BUCKET/PREFIX`) in the S3 store at
    `blob_endpoint`, empty for Amazon's own in `blob_region`; its keys are none of the settings.
    It has `blob_seconds` for each answer.

    The mail server of `smtp_url` is handed `mails_per_minute` at most, by all workers together.

    `derfe_key` is the public key (X25519, base64url) to which batches for the DERFE are sealed;
    without one none is prepared.

    `status_mail` are the addresses, by commas, that are told each morning how the server is.

    `providers` are who may prove a person besides a password; none, nobody is asked.

    A draft of a registration that nobody saved for `draft_days` is deleted. Scanned documents are,
    `scan_days` after the acta de cierre of their aspirante; with 0 they are kept.

    `busy_seconds` is how long a transaction waits for another's lock; then it fails, the web
    answers 503 and a job rests.

    `log` is where each process writes its log: files in `data`, or one of its standard streams.
    """

    model_config = SettingsConfigDict(
        env_prefix="APOYO_", frozen=True, extra="ignore", toml_file="/etc/apoyo/server.toml"
    )

    data: Path = data_home("central")
    listen: str = "127.0.0.1:8443"
    public_url: str = ""
    pages_url: str = ""
    pages_listen: str = ""
    pages_certificate: Path | None = None
    pages_key: Path | None = None
    documents_certificate: Path | None = None
    documents_key: Path | None = None
    trusted_proxies: str = ""
    keys_folder: Path | None = None
    tls_folder: Path | None = None
    database_url: str = ""
    blob_url: str = ""
    blob_endpoint: str = ""
    blob_region: str = "us-east-1"
    blob_seconds: float = Field(10.0, gt=0)
    smtp_url: str = ""
    mails_per_minute: int = Field(600, ge=1)
    status_mail: str = ""
    derfe_key: str = ""
    providers: tuple[ProviderSettings, ...] = ()
    most_connections: int = Field(1_024, ge=1)
    head_seconds: float = Field(10.0, gt=0)
    stall_seconds: float = Field(20.0, gt=0)
    least_rate: int = Field(2_048, ge=1)
    late_days: int = Field(90, ge=1)
    late_announcements: int = Field(5_000, ge=1)
    late_records: int = Field(20_000, ge=1)
    late_mib: int = Field(40_960, ge=1)
    draft_days: int = Field(30, ge=1)
    scan_days: int = Field(0, ge=0)
    busy_seconds: float = Field(30.0, gt=0)
    log: Literal["folder", "stdout", "stderr"] = "folder"

    @property
    def database(self) -> str:
        """Return the SQLAlchemy URL: SQLite inside `data` unless one is set."""
        return self.database_url or f"sqlite:///{self.data / 'apoyo.db'}"

    @property
    def late_bounds(self) -> LateBounds:
        """Return what a tablet out of use may still do."""
        lasts, size = timedelta(days=self.late_days), self.late_mib << 20
        return LateBounds(lasts, self.late_announcements, self.late_records, size)

    @property
    def keys(self) -> Path:
        """Return the folder of the key files."""
        return self.keys_folder or self.data / "keys"

    @property
    def blobs(self) -> Path:
        """Return the folder of sealed envelopes, where no S3 store is set."""
        return self.data / "blobs"

    @property
    def logs(self) -> Path:
        """Return the folder of the logs, where they go to files."""
        return self.data / "log"

    @property
    def padron(self) -> Path:
        """Return the folder of the cuts of the padrón, in each worker."""
        return self.data / "padron"

    @property
    def imports(self) -> Path:
        """Return the folder of received files that wait for the worker, sealed."""
        return self.data / "imports"

    @property
    def url(self) -> str:
        """Return the address that others use, without a final slash."""
        return (self.public_url or f"https://{self.listen}").rstrip("/")

    @property
    def pages(self) -> str:
        """Return the address of the pages for browsers, without a final slash."""
        return self.pages_url.rstrip("/") or self.url

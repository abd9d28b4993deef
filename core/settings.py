"""One frozen class a program: file, then APOYO_* over it. The passphrase is none of them."""

import os
from datetime import timedelta
from pathlib import Path

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from core.domain.dispositivo import LateBounds


def data_home(part: str) -> Path:
    """Return $XDG_DATA_HOME/apoyo/`part`, the default of APOYO_DATA."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "apoyo" / part


class _Settings(BaseSettings):
    """Read once at start; a program never writes its own settings here."""

    model_config = SettingsConfigDict(env_prefix="APOYO_", frozen=True, extra="ignore")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


class ServerSettings(_Settings):
    """/etc/apoyo/server.toml. `listen` is host:port; empty URLs mean the parts inside `data`.

    A connection has `head_seconds` for TLS, and again for the head of each request; a body or a
    reader that pauses for `stall_seconds`, or stays below `least_rate` bytes a second, is ended.

    `trusted_proxies` are the addresses or networks, by commas, of reverse proxies whose
    X-Forwarded-For is believed; empty, nobody's is. Tries are counted by that address.

    A tablet out of use may announce and send for `late_days` more, open `late_announcements` envíos
    and bring `late_records` records of `late_mib` MiB in all; then the UTI must reopen it.

    `busy_seconds` is how long a transaction waits for another's lock on SQLite; then it fails, the
    web answers 503 and a job rests.
    """

    model_config = SettingsConfigDict(
        env_prefix="APOYO_", frozen=True, extra="ignore", toml_file="/etc/apoyo/server.toml"
    )

    data: Path = data_home("central")
    listen: str = "127.0.0.1:8443"
    public_url: str = ""
    trusted_proxies: str = ""
    keys_folder: Path | None = None
    database_url: str = ""
    blob_url: str = ""
    smtp_url: str = ""
    most_connections: int = Field(1_024, ge=1)
    head_seconds: float = Field(10.0, gt=0)
    stall_seconds: float = Field(20.0, gt=0)
    least_rate: int = Field(2_048, ge=1)
    late_days: int = Field(90, ge=1)
    late_announcements: int = Field(5_000, ge=1)
    late_records: int = Field(20_000, ge=1)
    late_mib: int = Field(40_960, ge=1)
    busy_seconds: float = Field(30.0, gt=0)

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
    def imports(self) -> Path:
        """Return the folder of received files that wait for the worker, sealed."""
        return self.data / "imports"

    @property
    def url(self) -> str:
        """Return the address that others use, without a final slash."""
        return (self.public_url or f"https://{self.listen}").rstrip("/")


class KioskSettings(_Settings):
    """/etc/apoyo/kiosk.toml. `camera` is `opencv:N`, `qt` or `file:DIR`.

    `hand_in` is the folder of a memory stick; without it, the sticks that are mounted are found.

    A tablet that nobody touches is covered after `cover_after_s`, on the pages of the citizen after
    `cover_citizen_after_s` seconds; the draft is kept under the cover for `keep_draft_min` minutes.
    """

    model_config = SettingsConfigDict(
        env_prefix="APOYO_", frozen=True, extra="ignore", toml_file="/etc/apoyo/kiosk.toml"
    )

    data: Path = data_home("kiosk")
    camera: str = "opencv:0"
    models: Path | None = None
    hand_in: Path | None = None
    cover_after_s: int = Field(60, ge=15, le=900)
    cover_citizen_after_s: int = Field(300, ge=60, le=1800)
    keep_draft_min: int = Field(10, ge=1, le=60)


class DeskSettings(_Settings):
    """The desk keeps its settings and the pinned authority only, in the user's own folder."""

    data: Path = data_home("desk")

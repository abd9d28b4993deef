"""One frozen class a program: file, then APOYO_* over it. The passphrase is none of them."""

import os
from pathlib import Path
from typing import Self

from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from core.errors import MachineTrouble


class SettingWrong(MachineTrouble):
    """A setting, or the file of settings, does not read. `setting` names it."""

    code = "ajuste_no_valido"


def data_home(part: str) -> Path:
    """Return $XDG_DATA_HOME/apoyo/`part`, the default of APOYO_DATA."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "apoyo" / part


class ProgramSettings(BaseSettings):
    """Read once at start; a program never writes its own settings here."""

    model_config = SettingsConfigDict(env_prefix="APOYO_", frozen=True, extra="ignore")

    @classmethod
    def read(cls) -> Self:
        """Return the settings of this machine. Raises SettingWrong, which repeats no value."""
        try:
            return cls()
        except ValidationError as cause:
            names = dict.fromkeys(str(each["loc"][0]) for each in cause.errors() if each["loc"])
            raise SettingWrong({"setting": ", ".join(names)}) from cause
        except (ValueError, OSError) as cause:
            raise SettingWrong({"setting": str(cls.model_config.get("toml_file"))}) from cause

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

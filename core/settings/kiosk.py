"""The settings of the capture app."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from core.settings.program import ProgramSettings, data_home


class KioskSettings(ProgramSettings):
    """/etc/apoyo/kiosk.toml. `camera` is `opencv:N`, `qt` or `file:DIR`.

    `shutter_sound = false` takes pictures in silence; the flash of the frame stays.
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
    shutter_sound: bool = True
    cover_after_s: int = Field(60, ge=15, le=900)
    cover_citizen_after_s: int = Field(300, ge=60, le=1800)
    keep_draft_min: int = Field(10, ge=1, le=60)

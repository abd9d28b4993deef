"""The settings of the desk."""

from pathlib import Path

from core.settings.program import ProgramSettings, data_home


class DeskSettings(ProgramSettings):
    """The desk keeps its settings and the pinned authority only, in the user's own folder."""

    data: Path = data_home("desk")

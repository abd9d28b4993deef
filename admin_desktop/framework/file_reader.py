"""Files that a person names by typing their path or choosing them."""

from pathlib import Path

from admin_desktop.framework.typed_errors import FileMissing
from core.domain.texto import required


def existing_file(text: str) -> Path:
    """Return the file of a typed path, `~` understood. Raises TextMissing or FileMissing."""
    path = typed_path(text)
    if not path.is_file():
        raise FileMissing
    return path


def typed_path(text: str) -> Path:
    """Return a typed path, `~` understood. Raises TextMissing."""
    return Path(required(text)).expanduser()

"""Files that a person names by typing their path or choosing them."""

from pathlib import Path

from admin_desktop.framework.typed_errors import FileMissing
from core.domain.values.texto import required


def existing_file(text: str) -> Path:
    """Return the file of a typed path, `~` understood. Raises TextMissing or FileMissing."""
    path = typed_path(text)
    try:
        there = path.is_file()
    except OSError as trouble:  # a name that is too long, a folder that nobody may enter
        raise FileMissing from trouble
    if not there:
        raise FileMissing
    return path


def typed_path(text: str) -> Path:
    """Return a typed path, `~` understood. Raises TextMissing, or FileMissing for none at all."""
    path = Path(required(text))
    if "\0" in text:
        raise FileMissing
    try:
        return path.expanduser()
    except RuntimeError as trouble:  # the home of somebody who is not here
        raise FileMissing from trouble

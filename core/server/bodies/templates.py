"""The pages that the server shows to a browser: templates of resources/templates, escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

_FOLDER = Path(__file__).resolve().parents[3] / "resources" / "templates"


def page(name: str) -> Template:
    """Return a page by its file's name. A missing fact is a bug: jinja2's UndefinedError."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)

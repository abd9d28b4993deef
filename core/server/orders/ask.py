"""What the command asks at a terminal; without one it names the option that is missing."""

import sys
from pathlib import Path

import typer

from core.server.errors import OptionMissing


def is_terminal() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(option: str, prompt: str, *, default: str = "") -> str:
    """Return what the person types, or `default` where nobody is there. Raises OptionMissing."""
    if not is_terminal():
        if default:
            return default
        raise OptionMissing({"option": option})
    answer: str = typer.prompt(prompt, default=default or None)
    return answer.strip()


def ask_path(option: str, prompt: str) -> Path:
    """Return the folder that the person types. Raises OptionMissing where nobody is there."""
    return Path(ask(option, prompt))


def ask_secret(option: str, prompt: str, *, twice: bool = True) -> str:
    """Return what the person types unseen. Raises OptionMissing where nobody is there."""
    if not is_terminal():
        raise OptionMissing({"option": option})
    again = "Escríbala otra vez" if twice else False
    answer: str = typer.prompt(prompt, hide_input=True, confirmation_prompt=again)
    return answer

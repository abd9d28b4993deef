"""Where a real Secret Service cannot be started, the summary says that its contract did not run."""

import shutil

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")


def missing() -> list[str]:
    """Return the programs that a real Secret Service needs and this machine lacks."""
    return [name for name in NEEDED if shutil.which(name) is None]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it in words: a skip alone is easy to miss."""
    if missing():
        terminalreporter.write_line(
            f"El contrato del llavero NO corrió con un Secret Service: falta {', '.join(missing())}"
        )

"""Where a compositor of the appliance cannot run, the summary says what was not tried."""

import ctypes
import functools
import re
import shutil
import subprocess

import pytest

_LIBRARIES = ("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1")
COMPOSITORS = ("cage", "weston")
_HEARS = (0, 1, 5)
"""Before it, a cage with wlroots 0.15 never says `wl_touch.frame`, and Qt waits for it."""


@functools.cache
def lacks(compositor: str) -> tuple[str, ...]:
    """Return what a kiosk in this compositor needs and this machine lacks."""
    programs = (compositor, "unshare") if compositor == "cage" else (compositor,)
    missing = [name for name in programs if shutil.which(name) is None]
    for name in _LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    if compositor == "cage" and not missing and not _can_be_nobody():
        missing.append("unshare -U")  # cage refuses to be root
    return tuple(missing)


def _can_be_nobody() -> bool:
    return not subprocess.run(["unshare", "-U", "true"], check=False).returncode


@functools.cache
def hears_a_finger(compositor: str) -> bool:
    """Tell whether this compositor, in its version here, passes a touch on to Qt."""
    if compositor != "cage":
        return True
    said = subprocess.run(["cage", "-v"], capture_output=True, text=True, check=True)
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", said.stdout + said.stderr)
    return found is not None and tuple(map(int, found.groups())) >= _HEARS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it in words: a skip alone is easy to miss."""
    for each in COMPOSITORS:
        if missing := lacks(each):
            terminalreporter.write_line(
                f"La tableta como aparato NO se probó en {each}: falta {', '.join(missing)}"
            )

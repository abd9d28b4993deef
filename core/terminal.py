"""What programs say to who called them: UTF-8, whatever the terminal calls itself."""

import io
import sys


def speak_utf8() -> None:
    """Let stdout and stderr take any text: UTF-8, and an escape for what even that lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

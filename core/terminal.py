"""Output of programs in UTF-8, whatever the terminal's locale."""

import io
import sys


def speak_utf8() -> None:
    """Set stdout and stderr to UTF-8, escaping what cannot be encoded (lone surrogates)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

"""What a process of the server logs: one line of JSON an event, without anybody's data."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Final

_OURS: Final = ("apoyo", "core")


class JsonLines(logging.Formatter):
    """Writes when, how bad, which process, who says it and what; `trace` where there is one.

    Of an exception its type and places, never its message: that may hold personal data. For the
    same reason nothing beyond the first line of what a library says.
    """

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of an event."""
        what, _, trace = record.getMessage().partition("\n")
        if record.name.partition(".")[0] not in _OURS:
            trace = ""
        if record.exc_info and record.exc_info[0]:
            what = f"{what} ({record.exc_info[0].__name__})"
            trace = "".join(traceback.format_tb(record.exc_info[2]))
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "process": self._process,
            "who": record.name,
            "what": what,
            **({"trace": trace.strip("\n")} if trace else {}),
        }
        return json.dumps(line, ensure_ascii=False)

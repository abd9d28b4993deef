"""The reader on a command line: `python -m core.credential read …` and `watch …`."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.clock import SystemClock
from core.credential.as_json import as_json
from core.credential.batch import read_batch
from core.credential.engines import DEFAULT, NAMES, open_reader
from core.credential.errors import FileUnreadable
from core.credential.watch import watch
from core.errors import ApoyoError
from core.messages import explain
from core.terminal import speak_utf8

_TROUBLE = 2
"""Exit status of bad input, as programs have it for a wrong call."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    0: done. 2: a file, an engine or the arguments cannot be used; one line of stderr says which.
    Argument errors leave through SystemExit(2), as argparse does.
    """
    speak_utf8()
    options = _parser().parse_args(argv)
    try:
        return _watch(options) if options.command == "watch" else _read(options)
    except ApoyoError as error:
        sys.stderr.write(f"{error.code}: {explain(error).sentence}\n")
        return _TROUBLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core.credential", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser("read", help="read one credential, or a folder of them")
    read.add_argument("--front", type=Path)
    read.add_argument("--back", type=Path)
    read.add_argument("--batch", type=Path, help="every NAME_front.* with its NAME_back.*")
    read.add_argument("--out", type=Path, help="where a batch writes NAME.json")
    read.add_argument("--engine", choices=NAMES, default=DEFAULT)
    read.add_argument("--models", type=Path, help="folder of the ONNX files")
    read.add_argument("--on", type=date.fromisoformat, help="day that decides what is expired")
    read.add_argument("--json", action="store_true")
    seen = commands.add_parser("watch", help="say which frame of a video would be taken")
    seen.add_argument("video", type=Path)
    seen.add_argument("--json", action="store_true")
    return parser


def _read(options: argparse.Namespace) -> int:
    on = options.on or SystemClock().now().date()
    if options.batch:
        reader = open_reader(options.engine, options.models)
        return read_batch(reader, options.batch, options.out or options.batch, on)
    if options.front is None:
        _parser().error("--front or --batch")
    front = _bytes(options.front)
    back = _bytes(options.back) if options.back else None
    found = as_json(open_reader(options.engine, options.models).read(front, back, on))
    if options.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        _print(found)
    return 0


def _print(found: dict[str, object]) -> None:
    """Write fields and findings for a person."""
    fields, findings = found["fields"], found["findings"]
    if isinstance(fields, dict):
        for name, value in fields.items():
            text = " / ".join(value) if isinstance(value, list) else value
            sys.stdout.write(f"{name:18}{text}\n")
    if isinstance(findings, list):
        for one in findings:
            sys.stdout.write(f"{one['severity']:8}{one['side'] or '':8}{one['text']}\n")


def _watch(options: argparse.Namespace) -> int:
    sys.stdout.write(json.dumps(watch(options.video), ensure_ascii=False) + "\n")
    return 0


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as cause:
        raise FileUnreadable({"name": path.name}) from cause


if __name__ == "__main__":
    raise SystemExit(main())

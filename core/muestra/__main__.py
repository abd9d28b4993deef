"""Make fictitious credentials: `python -m core.muestra make DIR --count 20 --level medium`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from core.muestra.levels import LEVELS
from core.muestra.make import make_sample, make_varied
from core.muestra.people import MODELS, Asked
from core.muestra.splits import SPLITS
from core.terminal import speak_utf8


def main(argv: Sequence[str] | None = None) -> int:
    """Write the samples asked for into a folder."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="python -m core.muestra", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="write pictures and their truth")
    make.add_argument("folder", type=Path)
    make.add_argument("--count", type=int, default=6)
    make.add_argument("--seed", type=int, default=1)
    make.add_argument("--level", choices=sorted(LEVELS), default="medium")
    make.add_argument("--model", choices=sorted(MODELS), help="one model only")
    make.add_argument("--layouts", choices=SPLITS, help="layouts by chance, of this split")
    make.add_argument("--sexo", choices="HMX", default="", help="SEXO of every card")
    make.add_argument("--record", choices="HMX", default="", help="sexo in CURP and clave")
    make.add_argument("--nombre", default="", help="given name of every card, in capitals")
    make.add_argument("--paterno", default="")
    make.add_argument("--materno", default="")
    options = parser.parse_args(argv)
    asked = Asked(options.nombre, options.paterno, options.materno, options.sexo, options.record)
    options.folder.mkdir(parents=True, exist_ok=True)
    for number in range(options.count):
        seed, model = options.seed * 10_000 + number, options.model
        if options.layouts:
            named = asked if asked != Asked() else None
            sample = make_varied(seed, options.level, options.layouts, model, named)
        else:
            sample = make_sample(seed, options.level, model, asked)
        sample.write(options.folder, f"{number:03}")
        sys.stderr.write(f"\r{number + 1}/{options.count}")
    sys.stderr.write("\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

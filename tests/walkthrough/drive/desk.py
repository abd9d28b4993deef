"""The script of the desk: `python -m tests.walkthrough.drive.desk NAME PLAN PICTURES CONTROL`."""

import sys

from tests.walkthrough.drive import (
    desk_console,
    desk_office,
    desk_registro,
    desk_verify,
    desk_way_in,
)
from tests.walkthrough.drive.arm import from_command_line, play
from tests.walkthrough.drive.kit import Kit, Script

ACTIONS = {
    "trust": desk_way_in.trust,
    "enter": desk_way_in.enter,
    "leave": desk_way_in.leave,
    "open_account": desk_way_in.open_account,
    "publish": desk_office.publish,
    "load_geography": desk_office.load_geography,
    "publish_period": desk_office.publish_period,
    "issue": desk_office.issue,
    "train": desk_office.train,
    "register": desk_registro.register,
    "break_fields": desk_registro.break_fields,
    "enlist": desk_console.enlist,
    "end_vinculo": desk_console.end_vinculo,
    "progress": desk_console.progress,
    "verify": desk_verify.verify,
}


def script(kit: Kit) -> Script:
    """Obey the play."""
    yield from kit.serve(ACTIONS)


def main() -> int:
    """Arm the script, then run the app."""
    from admin_desktop.main import main as app

    return play(from_command_line(), script, app, [])


if __name__ == "__main__":
    sys.exit(main())

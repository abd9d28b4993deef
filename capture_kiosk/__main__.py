"""`python -m capture_kiosk` opens the app; with `--hash` it prints the hash that it declares."""

import sys


def run(argv: list[str]) -> int:
    """Print the hash without opening anything, or open the app."""
    if "--hash" in argv:
        from capture_kiosk.app_hash import app_hash

        sys.stdout.write(app_hash() + "\n")
        return 0
    from capture_kiosk.main import main

    return main(argv)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

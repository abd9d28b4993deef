"""`python -m admin_desktop` opens the desk."""

import sys

from admin_desktop.main import main

sys.exit(main(sys.argv[1:]))

"""Part of the composition root: every area of the desk, in the order of the procedure.

Each factory gives its screen the functions it needs. Screens are imported when first opened.
"""

from admin_desktop.shell import Area

AREAS: tuple[Area, ...] = ()
"""What there is; the sidebar shows what the person's roles may do."""

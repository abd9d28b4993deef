"""The capture app, through its own window and without one."""

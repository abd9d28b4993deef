"""The only Qt in core: the doorway to another thread, theme and fonts."""

"""Rows: they hold and never decide. Private to core.central."""

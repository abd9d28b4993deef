"""Figures measured beside a reference in the same run (DESIGN 13)."""

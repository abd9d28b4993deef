"""Figures measured beside a reference in the same run (norma/sistema.md, 11)."""

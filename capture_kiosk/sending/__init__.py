"""Numeral 25: when the tablet sends, and what is said of it."""

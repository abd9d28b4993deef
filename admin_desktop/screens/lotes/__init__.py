"""Batches for the DERFE, and what it answers (numeral 9)."""

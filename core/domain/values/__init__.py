"""Texts, names, days, addresses as people type them, and the signed envelope: used by all rooms."""

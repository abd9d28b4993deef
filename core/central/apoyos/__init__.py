"""Envíos, received records, acuses and sealed envelopes."""

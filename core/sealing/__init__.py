"""Signed statements, sealed envelopes, receipts and device keys (FORMAT.md)."""

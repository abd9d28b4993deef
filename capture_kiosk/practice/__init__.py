"""Numeral 3: practising a capture with fictitious cards; nothing of it is kept or sent."""

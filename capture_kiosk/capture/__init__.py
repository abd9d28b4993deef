"""Numerals 13 to 23 on the tablet as named states, without a screen."""

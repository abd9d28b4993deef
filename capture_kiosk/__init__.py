"""The capture app of the auxiliar (numerals 10 to 28)."""

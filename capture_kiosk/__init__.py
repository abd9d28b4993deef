"""The capture app: an auxiliar's tablet, offline first (numerals 10 to 28)."""

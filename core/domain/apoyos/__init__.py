"""A support from its capture to its acuse, and how supports are counted (numerals 9, 15 to 27)."""

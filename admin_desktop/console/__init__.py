"""The aspirante's own screens (numerals 6, 7 and 27)."""

"""The proceso of an agreement: settings, dates, territory, dispersion (numerals 1, 12 and 26)."""

"""`make run`: the whole procedure through the real programs, and what proves each numeral."""

"""The padrón, keyed hashes, verdicts and runs of verification (numeral 9)."""

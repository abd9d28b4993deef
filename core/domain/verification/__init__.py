"""The padrón, the batches for the DERFE and what they say of a support (numeral 9)."""

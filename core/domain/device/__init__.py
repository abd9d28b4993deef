"""What a tablet holds, is given and may do, and what its change entails (numerals 10 to 12)."""

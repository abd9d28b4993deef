"""What a field can hold at all, and the likeliest such text."""

"""From tokens of both sides to the readings of a form."""

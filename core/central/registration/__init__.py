"""The proceso, its geography, constancias, aspirantes, auxiliares and vínculos."""

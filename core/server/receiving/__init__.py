"""Sealed records come in (numerals 25 to 28): read, made durable, receipted together."""

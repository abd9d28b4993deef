"""Engines that find and read lines of text, behind one protocol."""

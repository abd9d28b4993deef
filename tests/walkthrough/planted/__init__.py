"""Bugs planted on purpose in copies of the product, and the line or test that must see each."""

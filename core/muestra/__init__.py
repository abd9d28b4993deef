"""Synthetic people, cards and camera for tests and training, all marked MUESTRA."""

"""Fictitious people, cards and camera, all marked MUESTRA."""

"""Protocols of what the acts need from each machine, with their guarantees."""

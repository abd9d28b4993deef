"""Periodic jobs of the worker: mail, acuses, verification, clean-up."""

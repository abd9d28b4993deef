"""Editors that check as one types."""

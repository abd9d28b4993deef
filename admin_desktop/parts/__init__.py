"""Widgets shared by all screens of the desk."""

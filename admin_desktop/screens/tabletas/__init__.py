"""Tablets that were reported stolen or suspended."""

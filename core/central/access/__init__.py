"""Accounts, sessions, passwords, codes and tablets in the database."""

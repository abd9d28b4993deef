"""The server as seen from an app: one small class a caller."""

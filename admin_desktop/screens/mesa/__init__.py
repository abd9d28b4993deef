"""The area mesa of the desk."""

"""The area avance of the desk."""

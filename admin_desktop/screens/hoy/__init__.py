"""The area hoy of the desk."""

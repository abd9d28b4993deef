"""The area datos personales of the desk."""

"""The area geografia of the desk."""

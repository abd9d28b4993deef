"""The area acceso of the desk."""

"""The area correos of the desk."""

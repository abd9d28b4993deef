"""The area capacitacion of the desk."""

"""The area registro of the desk."""

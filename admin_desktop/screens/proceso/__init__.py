"""The area proceso of the desk."""

"""The area constancia of the desk."""

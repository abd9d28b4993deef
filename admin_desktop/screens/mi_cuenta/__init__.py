"""The area mi_cuenta of the desk."""

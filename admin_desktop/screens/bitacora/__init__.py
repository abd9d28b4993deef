"""The area bitacora of the desk."""

"""The area cuentas of the desk."""

"""The area apartados of the desk."""

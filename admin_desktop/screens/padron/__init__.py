"""The area padron of the desk."""

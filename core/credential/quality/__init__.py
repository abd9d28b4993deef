"""What may be said against a picture."""

"""What the worker does on its own clock: mail, acuses, verification, clean-up."""

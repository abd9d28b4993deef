"""What view models and forms of the desk share. No widget."""

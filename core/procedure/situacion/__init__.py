"""Acts that end and restore a candidatura: one class an act."""

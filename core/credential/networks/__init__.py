"""Small networks of our own, opened by name: corners, kind of picture, edges, surroundings."""

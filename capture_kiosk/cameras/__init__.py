"""Where pictures come from: a camera of the tablet, or a folder in a PRÁCTICA proceso."""

"""What a request and its answer are made of: bodies, errors, deadlines, pages."""

"""What a person asks of a list, what changed in it since, and that it was taken out as a file."""

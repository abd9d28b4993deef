"""The acts of the procedure, put together from what this server has."""

"""The central server: web, worker and the command line."""

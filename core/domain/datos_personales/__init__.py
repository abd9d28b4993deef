"""Personal data: the requests of their owners, breaches, and the terms of both."""

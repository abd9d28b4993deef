"""The area aspirantes of the desk."""

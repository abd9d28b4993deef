"""The credencial para votar: its codes, their digits and how they confirm each other."""

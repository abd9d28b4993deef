"""The screens of the Instituto, in the order of the procedure."""

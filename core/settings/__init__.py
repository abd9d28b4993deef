"""The settings of each program in a module of its own: none reads another's at its start."""

"""One view model a page: only properties, signals and slots; they are given functions."""

"""The tablet itself: its parts put together, what may be done now, its hash."""

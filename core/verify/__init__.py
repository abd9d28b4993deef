"""The small independent verifier: it imports nothing else of ours."""

"""The desk of the Instituto and the account console of the aspirante."""

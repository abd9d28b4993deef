"""The orders of `apoyo central`: their options, what they ask and what they print."""

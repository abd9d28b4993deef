"""Connections and the bytes of a request, as they come: limits, deadlines, memory."""

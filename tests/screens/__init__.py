"""The catalogue of what both apps show: each screen in each state, drawn, listed and judged."""

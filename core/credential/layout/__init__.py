"""From a picture laid flat to tokens, and where each family prints which field."""

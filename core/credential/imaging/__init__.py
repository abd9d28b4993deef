"""Pictures, the plane geometry of a card, its edges, and what its bars say."""

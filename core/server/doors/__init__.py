"""Who asks, and whether they may: people, tablets, browsers, providers."""

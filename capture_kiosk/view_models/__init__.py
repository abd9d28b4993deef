"""What each page shows and may ask for."""

"""Documents for people, and the pages that they are shown on."""

"""Acts of the law of personal data: one class an act."""

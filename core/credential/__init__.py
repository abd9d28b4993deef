"""From pictures of a credential to a reading."""

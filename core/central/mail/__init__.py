"""The transactional outbox, and how a mail is handed over."""

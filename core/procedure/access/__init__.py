"""Access: sign-in, accounts, roles, passwords, devices."""

"""Who comes in: sign-in, accounts, roles, passwords, devices."""

"""Who a person is and what each role may do: accounts, sessions, providers (numerals 4 and 8)."""

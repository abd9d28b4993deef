"""What the law says: frozen values and pure rules, standard library only."""

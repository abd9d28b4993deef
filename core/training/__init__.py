"""How the networks were trained. Imports muestra and credential; nothing imports it."""

"""How it goes: one act of Anexo I, one file, one class."""

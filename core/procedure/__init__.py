"""The acts of Anexo I: one act, one file, one callable class."""

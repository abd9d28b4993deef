"""What lies beside the database: scanned documents, files of imports, cuts of the padrón."""

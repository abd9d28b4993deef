"""An import as the desk follows it: used by padrón and geografía."""

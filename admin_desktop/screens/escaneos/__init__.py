"""The scanned documents of one expediente: listed, attached several at once, taken, ended."""

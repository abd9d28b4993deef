"""What a tablet keeps: sealed records, its work packet and its identity."""

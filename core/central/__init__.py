"""What the central server keeps: rows, blobs, padrón, outbox, bitácora."""

"""Training of the reader's own small networks. Needs torch, which the product does not."""

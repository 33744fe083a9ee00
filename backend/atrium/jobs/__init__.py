"""Long work: what many rows need, done in short turns that survive whatever happens between them."""

"""Putting tags on a client and taking them off, and the words that are in use."""

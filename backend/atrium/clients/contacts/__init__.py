"""Changing how a client is reached: each list with its default, and all that follows for the client."""

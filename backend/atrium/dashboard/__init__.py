"""Figures about the clients, exact at once."""

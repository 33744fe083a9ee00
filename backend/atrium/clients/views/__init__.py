"""Saved views: ways to look at the list of clients, for oneself or for everybody."""

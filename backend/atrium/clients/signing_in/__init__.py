"""Clients signing in at the store: sessions, forgotten passwords, and what staff may do about either."""

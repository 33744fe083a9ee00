"""Clients as a file for other programs."""

"""Clients who may be one and the same: finding them, and remembering which are not."""

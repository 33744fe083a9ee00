"""Clients go: deleted so that they can be restored, or erased for good; and take their data with them in a file."""

"""The door to what may be done with imports."""

"""The same act on many clients."""

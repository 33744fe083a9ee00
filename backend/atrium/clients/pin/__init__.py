"""The support PIN: six digits by which a client proves to support who is calling."""

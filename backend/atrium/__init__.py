"""Atrium keeps the clients of an online business: who they are, how to reach them, what was said."""

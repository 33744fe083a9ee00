"""The people: who they are, how they are found, what may be done with them."""

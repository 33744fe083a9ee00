"""How the tables came to be, in the order of their numbers. A file never changes once a release has run it."""

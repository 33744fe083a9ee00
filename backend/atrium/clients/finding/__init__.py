"""Finding a client from anywhere, and saying why it was found."""

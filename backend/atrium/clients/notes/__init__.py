"""What staff keep in mind about a client."""

"""What was ordered without signing in becomes a client's with the owner's word alone."""

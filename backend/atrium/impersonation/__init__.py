"""Acting in a client's account at the store: staff, or the account above it; for an hour, in the open."""

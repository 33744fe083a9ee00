"""Acting in a client's account at the store: staff, for an hour, in the open."""

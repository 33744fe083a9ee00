"""Orders that staff place for a client in one step."""

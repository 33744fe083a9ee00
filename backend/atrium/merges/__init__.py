"""Several clients become one, and for thirty days several again."""

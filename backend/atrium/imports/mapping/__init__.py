"""Which column is which field, and what its words mean."""

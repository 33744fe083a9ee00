"""Lists of clients: which, in what order, beginning where."""

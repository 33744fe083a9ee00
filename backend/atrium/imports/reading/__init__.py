"""Files of many kinds, read in a process of its own into one plain kind."""

"""What is told of an import: why rows are refused, what columns may be, what a revert would do."""

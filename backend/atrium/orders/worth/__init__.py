"""What clients are worth: how many orders, what was paid, what is due; shown, filtered and sorted by."""

"""What came in: payments by day and month, by method, by product."""

"""What clients ask the store for, and what is answered."""

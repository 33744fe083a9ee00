"""Parent and children: accounts under an account."""

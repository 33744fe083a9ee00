"""What happened in the house itself: sign-ins, tokens, staff, groups, settings."""

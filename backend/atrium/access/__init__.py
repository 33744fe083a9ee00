"""Staff, groups and permissions, sessions, API tokens, throttles."""

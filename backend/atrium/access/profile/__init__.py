"""One's own account: name, password, sessions, and the way back in when the password is forgotten."""

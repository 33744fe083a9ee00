"""The second step of signing in: codes of an authenticator app (RFC 6238), and recovery codes in its place."""

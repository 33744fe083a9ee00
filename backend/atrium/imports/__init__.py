"""Bringing clients along from another system: read, mapped, looked at, and only then written; and taken back."""

"""The project's first migration and one after it, as a later version would bring it."""

"""Ids as callers see them: opaque text, whatever is behind it."""

from __future__ import annotations

from typing import NewType
from uuid import UUID

from atrium.errors import NotFound

Id = NewType("Id", str)
"""An id in an input. In GraphQL it is `ID`."""


def as_id(given: Id | str | UUID) -> UUID:
    """The id that an opaque text stands for. Raises NotFound for one that we never gave."""
    try:
        return given if isinstance(given, UUID) else UUID(given)
    except ValueError:
        raise NotFound() from None

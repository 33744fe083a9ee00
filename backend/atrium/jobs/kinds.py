"""The kinds of long work. A higher room says what is done with a row, or how a file is made; this one does the rest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from atrium.jobs.turns import Turn
from atrium.principal import Principal

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowWork:
    """What is done with one client after the other.

    `act` is the very action that a person takes on one client; it answers whether anything changed, and refuses by
    raising. `needs` is the permission that the one who began it must have at every row.
    """

    needs: str
    act: Callable[[Given, UUID, Principal], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class FileWork:
    """What makes one file of all the rows.

    `make` is told where to put it, answers its name, and calls `turn.go_on` at least every few seconds. After a crash
    it begins anew. `needs` are the permissions that the one who began it must have, also to fetch the file.
    """

    needs: tuple[str, ...]
    make: Callable[[Turn], Awaitable[str]]

    def lacks(self, by: Principal | None) -> tuple[str, ...]:
        """Which of the permissions this caller does not have."""
        return tuple(one for one in self.needs if by is None or not by.may(one))


ROW_KINDS: dict[str, RowWork] = {}
FILE_KINDS: dict[str, FileWork] = {}

"""A row of a readable type, for all that the plain executor is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One row of a readable type."""

    type: str
    columns: dict[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.columns[column]

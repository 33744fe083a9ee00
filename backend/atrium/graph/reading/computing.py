"""What neither a column nor SQL can answer: Python functions over columns of a row.

Where one is selected the statement prints a call in its place, and the answer is parsed, filled and printed again: much
slower than splicing it in, so only what is rarely asked for may be answered so.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from atrium.graph.reading.sql import Literal, Piece


@dataclass(slots=True)
class Computing:
    """The functions that one compiled selection calls. `mark` is the key of a call; no stored value can know it."""

    mark: str = field(default_factory=lambda: secrets.token_hex(16))
    functions: list[Callable[..., Any]] = field(default_factory=list)

    def call(self, function: Callable[..., Any], arguments: Sequence[list[Piece]]) -> list[Piece]:
        """Pieces that print a call of the function with the printed arguments."""
        pieces: list[Piece] = [Literal(f'{{"{self.mark}":[{len(self.functions)}')]
        self.functions.append(function)
        for argument in arguments:
            pieces += [Literal(","), *argument]
        return [*pieces, Literal("]}")]

    def finished(self, text: str) -> orjson.Fragment:
        """The answer, every call in it made."""
        return orjson.Fragment(orjson.dumps(self._filled(orjson.loads(text))) if self.functions else text)

    def _filled(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._filled(one) for one in value]
        if not isinstance(value, dict):
            return value
        if self.mark in value:
            place, *given = value[self.mark]
            return self.functions[place](*given)
        return {key: self._filled(one) for key, one in value.items()}

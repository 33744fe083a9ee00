"""SQL under construction: text with typed placeholders, and the values that belong to them in the same order.

A placeholder is `?` and the name of a type (`?text`, `?uuid`, `?moment`, `?int`, `?texts`, `?uuids`, …); a dialect
turns it
into its own form when the statement is complete. Only identifiers of the schema and checked response keys ever enter
the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from atrium.principal import Principal


class Sql(NamedTuple):
    """A piece of a statement. `{t}` in the text stands for the alias of the row it speaks about.

    `ways`: the same condition as several, of which at least one holds, where each has an index of its own.
    `denial`: the text of its plain opposite, where it is never unknown (NULL).
    """

    text: str
    params: tuple[Any, ...] = ()
    ways: tuple[Sql, ...] = ()
    denial: str = ""

    def on(self, alias: str) -> Sql:
        """The same piece about the row called `alias`."""
        return Sql(self.text.replace("{t}", alias), self.params)


TRUE = Sql("TRUE")
FALSE = Sql("FALSE")


def all_of(pieces: Iterable[Sql]) -> Sql:
    """Every condition must hold; with none, it holds."""
    return _joined(pieces, " AND ", TRUE)


def any_of(pieces: Iterable[Sql]) -> Sql:
    """At least one condition must hold; with none, it does not."""
    return _joined(pieces, " OR ", FALSE)


def none_of(piece: Sql) -> Sql:
    """The condition does not hold. Unknown (NULL) counts as not holding, so that NOT is the plain opposite.

    One that is never unknown is plainly denied: PostgreSQL makes a join of NOT EXISTS, but not of EXISTS … IS NOT TRUE.
    """
    if piece.denial:
        return Sql(piece.denial, piece.params, denial=piece.text)
    return Sql(f"(({piece.text}) IS NOT TRUE)", piece.params)


def _joined(pieces: Iterable[Sql], word: str, empty: Sql) -> Sql:
    kept = [piece for piece in pieces if piece is not TRUE or word == " OR "]
    if not kept:
        return empty
    if len(kept) == 1:
        return kept[0]
    return Sql("(" + word.join(piece.text for piece in kept) + ")", tuple(p for piece in kept for p in piece.params))


@dataclass(slots=True)
class Request:
    """What varies between two runs of one plan: who asks, and each list's arguments, already turned into SQL."""

    principal: Principal
    sites: list[Any]
    key: Any = None


Dynamic = Callable[[Request], Sql]


@dataclass(slots=True)
class Gap:
    """A gap that the arguments of one site fill: `read` takes what the site's `prepare` made of them."""

    site: int
    read: Callable[[Any], Sql]

    def __call__(self, request: Request) -> Sql:
        return self.read(request.sites[self.site])


Parts = list["str | Dynamic"]


@dataclass(slots=True)
class Literal:
    """Text that stands in the answer as it is."""

    text: str


@dataclass(slots=True)
class Value:
    """SQL that prints a piece of the answer; never NULL."""

    parts: Parts


Piece = Literal | Value


def value(text: str) -> Value:
    return Value([text])

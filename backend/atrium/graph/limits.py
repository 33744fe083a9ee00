"""How much one operation may ask for, at either door, and what it is told when that is too much."""

from __future__ import annotations

from dataclasses import dataclass

from atrium.errors import TooCostly
from atrium.principal import Door

CEILING = 1_000_000_000  # numbers stop growing here


@dataclass(frozen=True, slots=True)
class Measure:
    """What one operation amounts to with its fragments unfolded; `fragments` counts those that the document defines.

    `cost` is the most records the answer may hold. `crowd` is the most directives at one place.
    """

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    fragments: int = 0
    cost: int = 0
    crowd: int = 0

    def __add__(self, other: Measure) -> Measure:
        return Measure(
            max(self.depth, other.depth),
            min(self.fields + other.fields, CEILING),
            min(self.aliases + other.aliases, CEILING),
            min(self.directives + other.directives, CEILING),
            max(self.fragments, other.fragments),
            min(self.cost + other.cost, CEILING),
            max(self.crowd, other.crowd),
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of everything. `tokens` is for the parser, the rest is compared with a Measure."""

    depth: int = 12
    fields: int = 2000
    aliases: int = 50
    directives: int = 50
    fragments: int = 50
    cost: int = 10_000
    crowd: int = 4
    tokens: int = 2000


KNOWN = Limits()
STRANGERS = Limits(depth=6, fields=1000, aliases=25, directives=25, fragments=25, cost=5_000, tokens=1000)
SENTENCES = {  # in the order in which they help most
    "fragments": "This document defines {value} fragments; {limit} is the most.",
    "depth": "This operation nests its fields {value} deep; {limit} is the most. Ask in several operations.",
    "fields": "This operation selects {value} fields; {limit} is the most.",
    "aliases": "This operation uses {value} aliases; {limit} is the most.",
    "directives": "This operation uses {value} directives; {limit} is the most.",
    "cost": "The answer could hold {value} records; {limit} is the most. Ask for fewer with `first`.",
    "crowd": "There are {value} directives at one place; {limit} is the most.",
}


def limits(door: Door, *, signed_in: bool = False) -> Limits:
    """What may be asked at this door. Strangers at the store's door may ask for half."""
    return STRANGERS if door is Door.STORE and not signed_in else KNOWN


def check(measure: Measure, door: Door, *, signed_in: bool = False) -> None:
    """Raises TooCostly with the first limit that is passed, and by how much."""
    allowed = limits(door, signed_in=signed_in)
    for name, sentence in SENTENCES.items():
        value, limit = getattr(measure, name), getattr(allowed, name)
        if value > limit:
            raise TooCostly(sentence.format(value=f"{value:,}", limit=f"{limit:,}"))

"""Filters that were kept for later: read again when they are used, by whatever the schema has become meanwhile.

What a kept filter names may be gone: a member of the filter, a value of an enum, a field that staff have removed. The
rest still holds. Whoever acts on clients must not act on more of them than were meant: it refuses what is not whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLSchema, Undefined
from graphql.utilities import coerce_input_value

from atrium import database, errors
from atrium.graph.reading.dialects import Dialect, dialect_named
from atrium.graph.reading.filters import Filter, Member

# The filters' input types, by name; filled when the schema is built.
INPUTS: dict[str, GraphQLInputObjectType] = {}

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A part of a kept filter that means nothing any more: where it stands, and a sentence for the person."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept filter as it can be used now.

    `document` is its JSON without what is gone (for the caller to send again), `given` the same as GraphQL delivers it
    to the compiler of reads.
    """

    document: dict[str, Any]
    given: dict[str, Any]
    gone: tuple[Gone, ...]

    @property
    def is_whole(self) -> bool:
        return not self.gone


def settle_inputs(schema: GraphQLSchema) -> None:
    """Remember the schema's inputs, which say how a kept value is read."""
    INPUTS.update({name: kind for name, kind in schema.type_map.items() if isinstance(kind, GraphQLInputObjectType)})


async def revived(declared: Filter, kept: Any) -> Kept:
    """A kept filter (the JSON of a GraphQL variable), without what of it is gone. The schema must have been built.

    Raises BadUserInput for one that is no object or has too many conditions.
    """
    if not isinstance(kept, Mapping):
        raise errors.BadUserInput("A filter is an object.")
    walk = _Walk(declared, INPUTS[declared.name], dialect_named(database.dialect()))
    document = await walk.tree(kept, ()) or {}
    given = coerce_input_value(document, walk.kind)
    declared.predicate(given, walk.dialect)
    return Kept(document, given, tuple(walk.gone))


@dataclass(slots=True)
class _Walk:
    declared: Filter
    kind: GraphQLInputObjectType
    dialect: Dialect
    gone: list[Gone] = field(default_factory=list)

    async def tree(self, kept: Any, path: Path) -> dict[str, Any] | None:
        """What is left of a branch; None where all of it is gone, so that it does not turn into "every client"."""
        if not isinstance(kept, Mapping):
            self._lose(path, "This is no condition.")
            return None
        left = {}
        for name, value in kept.items():
            if value is not None and (found := await self._condition(name, value, (*path, name))) is not None:
                left[name] = found
        return left if left or not kept else None

    async def _condition(self, name: str, value: Any, path: Path) -> Any:
        if name == "not":
            return await self.tree(value, path)
        if name in ("and", "or"):
            branches = value if isinstance(value, list) else [value]
            found = [await self.tree(branch, (*path, str(place))) for place, branch in enumerate(branches)]
            return [branch for branch in found if branch is not None] or (None if branches else [])
        member = self.declared.members.get(name)
        if member is None or name not in self.kind.fields:
            self._lose(path, f"There is no condition called {name} any more.")
            return None
        return await self._value(member, name, value, path)

    async def _value(self, member: Member, name: str, value: Any, path: Path) -> Any:
        """The value, when it still means something: its type fits, what it names is there, and it can be compiled."""
        coerced = coerce_input_value(value, self.kind.fields[name].type)
        if coerced is Undefined:
            self._lose(path, f"The condition {name} holds a value that it cannot have any more.")
            return None
        try:
            member.compile(coerced, self.dialect)
        except errors.DoorError as fault:
            self._lose(path, str(fault))
            return None
        missing = await member.missing(coerced) if member.missing else None
        if missing:
            self._lose(path, missing)
        return None if missing else value

    def _lose(self, path: Path, message: str) -> None:
        self.gone.append(Gone(path, message))

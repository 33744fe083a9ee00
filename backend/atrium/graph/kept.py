"""Filters that were kept for later: read again when they are used, by whatever the schema has become meanwhile.

What a kept filter names may be gone: a member of the filter, a value of an enum, a field that staff have removed. The
rest still holds. Whoever acts on clients must not act on more of them than were meant: it refuses what is not whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLSchema, Undefined
from graphql.utilities import coerce_input_value

from atrium import database, errors
from atrium.graph.reading.dialects import Dialect, dialect_named
from atrium.graph.reading.filters import Filter, Member
from atrium.principal import Principal

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


async def revived(declared: Filter, several: Sequence[Any], by: Principal | None = None) -> list[Kept]:
    """Kept filters (the JSON of GraphQL variables), without what of them is gone. The schema must have been built.

    With `by`, what that caller may not know is gone for them, too. What the values name is asked about for all of them
    at once. Raises BadUserInput for one that is no object, or has too many conditions.
    """
    if not all(isinstance(one, Mapping) for one in several):
        raise errors.BadUserInput("A filter is an object.")
    dialect, kind = dialect_named(database.dialect()), INPUTS[declared.name]
    walks = [_Walk(declared, kind, dialect, by) for _ in several]
    for walk, one in zip(walks, several, strict=True):
        walk.tree(one, ())
    await _look_up(declared, walks)
    return [walk.finished(one) for walk, one in zip(walks, several, strict=True)]


async def _look_up(declared: Filter, walks: Sequence[_Walk]) -> None:
    """Find out which of the values name something that is gone: one question for each member of the filter."""
    for name in {name for walk in walks for name, _ in walk.values}:
        missing = declared.members[name].missing
        assert missing is not None
        places = [(walk, at) for walk in walks for at in walk.values if at[0] == name]
        answers = await missing([walk.values[at] for walk, at in places])
        for (walk, (_, path)), answer in zip(places, answers, strict=True):
            if answer:
                walk.missing[path] = answer


@dataclass(slots=True)
class _Walk:
    declared: Filter
    kind: GraphQLInputObjectType
    dialect: Dialect
    by: Principal | None
    gone: list[Gone] = field(default_factory=list)
    values: dict[tuple[str, Path], Any] = field(default_factory=dict)
    missing: dict[Path, str] = field(default_factory=dict)

    def finished(self, kept: Any) -> Kept:
        self.gone.clear()
        document = self.tree(kept, ()) or {}
        given = coerce_input_value(document, self.kind)
        self.declared.predicate(given, self.dialect)
        return Kept(document, given, tuple(self.gone))

    def tree(self, kept: Any, path: Path) -> dict[str, Any] | None:
        """What is left of a branch; None where all of it is gone, so that it does not turn into "every client"."""
        if not isinstance(kept, Mapping):
            return self._lose(path, "This is no condition.")
        left = {}
        for name, value in kept.items():
            if value is not None and (found := self._condition(name, value, (*path, name))) is not None:
                left[name] = found
        return left if left or not kept else None

    def _condition(self, name: str, value: Any, path: Path) -> Any:
        if name == "not":
            return self.tree(value, path)
        if name in ("and", "or"):
            branches = value if isinstance(value, list) else [value]
            found = [self.tree(branch, (*path, str(place))) for place, branch in enumerate(branches)]
            return [branch for branch in found if branch is not None] or (None if branches else [])
        member = self.declared.members.get(name)
        if member is None or name not in self.kind.fields:
            return self._lose(path, f"There is no condition called {name} any more.")
        if member.needs and self.by is not None and not self.by.may(member.needs):
            return self._lose(path, f"You may not see what the condition {name} asks about.")
        return self._value(member, name, value, path)

    def _value(self, member: Member, name: str, value: Any, path: Path) -> Any:
        """The value, when it still means something: its type fits, it can be compiled, and what it names is there."""
        coerced = coerce_input_value(value, self.kind.fields[name].type)
        if coerced is Undefined:
            return self._lose(path, f"The condition {name} holds a value that it cannot have any more.")
        try:
            member.compile(coerced, self.dialect)
        except errors.DoorError as fault:
            return self._lose(path, str(fault))
        if member.missing is not None:
            self.values[name, path] = coerced
        return self._lose(path, self.missing[path]) if path in self.missing else value

    def _lose(self, path: Path, message: str) -> dict[str, Any] | None:
        self.gone.append(Gone(path, message))
        return None

"""Ways through the schema to each of its fields, for tests that hold for every one of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)

from tests.graph.oracle import schema

NOBODYS = "00000000-0000-4000-8000-000000000000"
TEXTS = {"ID": NOBODYS, "DateTime": "2026-01-01T00:00:00Z", "Date": "2026-01-01", "String": "x", "Decimal": "1"}


@dataclass(frozen=True)
class Place:
    """A field, and the fields that lead to it from a root."""

    root: str
    path: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return ".".join(name for _, name in self.path)

    @property
    def owner(self) -> str:
        return self.path[-1][0]

    @property
    def field(self) -> GraphQLField:
        return field_of(*self.path[-1])

    def has(self, argument: str) -> bool:
        return argument in self.field.args


def field_of(owner: str, name: str) -> GraphQLField:
    return schema().type_map[owner].fields[name]


def places(*roots: str) -> Iterator[Place]:
    """Every field of every type that can be reached from these roots, by the shortest way."""
    seen: set[str] = set()
    waiting = [(root, root.title(), ()) for root in roots]
    while waiting:
        root, owner, path = waiting.pop(0)
        if owner in seen:
            continue
        seen.add(owner)
        for name, field in schema().type_map[owner].fields.items():
            here = (*path, (owner, name))
            yield Place(root, here)
            waiting += [(root, kind, here) for kind in within(get_named_type(field.type))]


def within(kind: Any) -> list[str]:
    """The object types behind a field."""
    if isinstance(kind, GraphQLUnionType):
        return [member.name for member in kind.types]
    return [kind.name] if isinstance(kind, GraphQLObjectType) else []


def a_walk_to(place: Place, given: dict[str, Any] | None = None) -> str:
    """A document that asks for the field, with these arguments for it and harmless ones elsewhere."""
    kind = get_named_type(place.field.type)
    written = "" if is_leaf_type(kind) else " { __typename }"
    for depth in range(len(place.path) - 1, -1, -1):
        owner, name = place.path[depth]
        last = depth == len(place.path) - 1
        call = f"{name}{arguments(field_of(owner, name), given if last else None)}{written}"
        inside = depth > 0 and isinstance(get_named_type(field_of(*place.path[depth - 1]).type), GraphQLUnionType)
        written = f" {{ ... on {owner} {{ {call} }} }}" if inside else f" {{ {call} }}"
    return f"{place.root}{written}"


def arguments(field: GraphQLField, given: dict[str, Any] | None) -> str:
    """The arguments that must be given, and those that are."""
    needed = {name: harmless(one.type) for name, one in field.args.items() if _is_required(one)}
    if "externalId" in field.args:
        needed["id"] = NOBODYS
    pairs = {**needed, **(given or {})}
    written = [f"{name}: {literal(value, field.args[name].type)}" for name, value in pairs.items()]
    return f"({', '.join(written)})" if written else ""


def _is_required(argument: Any) -> bool:
    return isinstance(argument.type, GraphQLNonNull) and argument.default is None


def harmless(kind: Any) -> Any:
    """The least value that a type takes."""
    kind = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(kind, GraphQLList):
        return []
    if isinstance(kind, GraphQLInputObjectType):
        return {name: harmless(one.type) for name, one in kind.fields.items() if _is_required(one)}
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    return TEXTS.get(kind.name, 1 if kind.name == "Int" else False)


def literal(value: Any, kind: Any) -> str:
    """A value as GraphQL writes it."""
    kind = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(kind, GraphQLList) and isinstance(value, list):
        return f"[{', '.join(literal(one, kind.of_type) for one in value)}]"
    if isinstance(kind, GraphQLInputObjectType):
        return "{" + ", ".join(f"{name}: {literal(one, kind.fields[name].type)}" for name, one in value.items()) + "}"
    return value if isinstance(kind, GraphQLEnumType) else json.dumps(value)


PLACES = list(places("query", "mutation"))
PAGES = [place for place in PLACES if place.has("first") and place.root == "query"]

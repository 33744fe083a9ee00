"""Declarations become Strawberry types, once every room has said what it can tell."""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Union, get_args, get_type_hints

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import get_object_definition
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from atrium.graph.permits import ANYONE, AT_THE_STORE, NEEDS, OWN, READ_TYPES, STORE_DOOR
from atrium.graph.reading.declare import READABLES, Column, Computed, Field, Many, One, Page, Part, Readable
from atrium.graph.reading.dialects import Kind

KINDS: dict[Any, Kind] = {
    strawberry.ID: Kind.ID, str: Kind.TEXT, int: Kind.INT, bool: Kind.BOOL, datetime: Kind.MOMENT,
    strawberry.scalars.JSON: Kind.JSON,
}  # fmt: skip

CONNECTIONS: dict[str, type] = {}


@strawberry.type(description="Where a page lies within its list, and whether there is more on either side.")
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


for _name in ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor"):
    NEEDS["PageInfo", _name] = ANYONE  # it says nothing without the connection around it


def graphql_field(
    python_name: str,
    annotation: Any,
    *,
    name: str | None = None,
    doc: str | None = None,
    default: Any = strawberry.UNSET,
    arguments: Mapping[str, tuple[Any, Any]] | None = None,
) -> StrawberryField:
    """A field without a resolver: its value comes finished. `arguments`: name → (annotation, default or UNSET)."""
    made = StrawberryField(
        python_name=python_name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(annotation),
        description=doc,
        default=default,
    )
    made.arguments = [
        StrawberryArgument(
            python_name=argument, graphql_name=None, type_annotation=StrawberryAnnotation(kind), default=preset
        )
        for argument, (kind, preset) in (arguments or {}).items()
    ]
    return made


def optional(kind: Any) -> Any:
    """The annotation that admits null as well, also for types that are known only now."""
    return Union[kind, None]  # noqa: UP007


def add_field(cls: type, made: StrawberryField) -> None:
    """Put a field on a Strawberry type after its making."""
    definition = get_object_definition(cls, strict=True)
    made.origin = cls
    definition.fields.append(made)


def assemble() -> None:
    """Make the Strawberry types of all readable types. Calling it again changes nothing."""
    fresh = [readable for readable in READABLES.values() if get_object_definition(readable.face) is None]
    for readable in fresh:
        strawberry.type(readable.face, name=readable.name, description=inspect.getdoc(readable.face))
    for readable in fresh:
        CONNECTIONS[readable.name] = _connection(readable)
        READ_TYPES.add(readable.name)
    for readable in fresh:
        _hints(readable)
        for name, declared in readable.fields.items():
            readable.names[to_camel_case(name)] = name
            add_field(readable.face, _field(readable, name, declared))
            _permit(readable, to_camel_case(name), declared)


def _hints(readable: Readable) -> None:
    """Annotations are text until every name in them is known."""
    columns = {name: kind for name, kind in readable.fields.items() if isinstance(kind, Column | Computed)}
    texts = {name: kind.annotation for name, kind in columns.items()}
    holder = type(readable.name, (), {"__annotations__": texts, "__module__": readable.face.__module__})
    for name, hint in get_type_hints(holder).items():
        columns[name].annotation = hint


def _permit(readable: Readable, name: str, declared: Field) -> None:
    NEEDS[readable.name, name] = declared.needs or readable.needs
    if declared.own:
        OWN.add((readable.name, name))


def paging_arguments(backward: bool, default_first: int | None) -> dict[str, tuple[Any, Any]]:
    """`first` and `after`, and with `backward` also `last` and `before`."""
    first = (optional(int), default_first) if default_first else (optional(int), strawberry.UNSET)
    names: dict[str, tuple[Any, Any]] = {"first": first, "after": (optional(str), strawberry.UNSET)}
    if backward:
        names |= {"last": (optional(int), strawberry.UNSET), "before": (optional(str), strawberry.UNSET)}
    return names


def _field(readable: Readable, name: str, declared: Field) -> StrawberryField:
    if isinstance(declared, Column):
        _settle(readable, name, declared)
        return graphql_field(name, declared.annotation, doc=declared.doc)
    if isinstance(declared, Computed):
        return graphql_field(name, declared.annotation, doc=declared.doc)
    if isinstance(declared, Part):
        whole: Any = READABLES[declared.target].face
        return graphql_field(name, optional(whole) if declared.absent else whole, doc=declared.doc)
    if isinstance(declared, One):
        target: Any = READABLES[declared.target].face
        return graphql_field(name, optional(target) if declared.nullable else target, doc=declared.doc)
    if isinstance(declared, Many):
        element: Any = (declared.value.annotation or str) if declared.value else READABLES[declared.target].face
        given: dict[str, tuple[Any, Any]] = {"first": (int, declared.limit)} if declared.limit else {}
        given |= {key: (optional(kind), strawberry.UNSET) for key, kind in declared.arguments.items()}
        return graphql_field(name, list[element], doc=declared.doc, arguments=given)
    assert isinstance(declared, Page)
    arguments = paging_arguments(declared.backward, declared.default_first)
    arguments |= {key: (optional(kind), strawberry.UNSET) for key, kind in declared.arguments.items()}
    return graphql_field(name, CONNECTIONS[declared.target], doc=declared.doc, arguments=arguments)


def _settle(readable: Readable, name: str, declared: Column) -> None:
    """Derive the printing kind and nullability from the annotation; both must agree with the model's column."""
    options = [option for option in get_args(declared.annotation) if option is not types.NoneType]
    optional = isinstance(declared.annotation, types.UnionType) or types.NoneType in get_args(declared.annotation)
    bare = options[0] if optional else declared.annotation
    declared.nullable = optional
    if declared.kind is None:
        declared.kind = Kind.WORD if isinstance(bare, type) and issubclass(bare, Enum) else KINDS[bare]
    model_field = readable.model._meta.fields_map.get(name) if readable.model and declared.sql is None else None
    if model_field is not None and bool(model_field.null) is not optional:
        raise TypeError(f"{readable.name}.{name}: the schema and the model disagree about null")


def _connection(readable: Readable) -> type:
    edge = _made(f"{readable.name}Edge", f"A {readable.name} and its place in the list.")
    add_field(edge, graphql_field("cursor", str))
    add_field(edge, graphql_field("node", readable.face))
    connection = _made(f"{readable.name}Connection", f"A page of {readable.name} rows.")
    listed: Any = readable.face
    add_field(connection, graphql_field("nodes", list[listed]))
    edges: Any = edge
    add_field(connection, graphql_field("edges", list[edges]))
    add_field(connection, graphql_field("page_info", PageInfo))
    add_field(connection, graphql_field("total_count", int, doc="Exactly how many rows match, all pages together."))
    for name in ("nodes", "edges", "pageInfo", "totalCount"):
        NEEDS[f"{readable.name}Connection", name] = readable.needs
        AT_THE_STORE[f"{readable.name}Connection", name] = STORE_DOOR  # what leads there is a client's own, or refused
    for name in ("cursor", "node"):
        NEEDS[f"{readable.name}Edge", name] = readable.needs
        AT_THE_STORE[f"{readable.name}Edge", name] = STORE_DOOR
    return connection


def _made(name: str, doc: str) -> type:
    return strawberry.type(type(name, (), {"__doc__": doc}), name=name, description=doc)

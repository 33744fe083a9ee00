"""Plain answer types: ordinary Strawberry, whose readable parts are compiled where they stand."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

import orjson
import strawberry
from graphql import GraphQLResolveInfo
from graphql.execution.values import VariableValues
from strawberry.types.base import get_object_definition
from strawberry.utils.str_converters import to_camel_case, to_snake_case
from typing_extensions import dataclass_transform

from atrium.graph.context import Context
from atrium.graph.permits import NEEDS
from atrium.graph.reading.assemble import add_field, graphql_field, optional
from atrium.graph.reading.declare import READABLES, Where
from atrium.graph.reading.orders import Orders
from atrium.graph.reading.run import KeyRoot, KeysRoot, ListRoot, Reading, Root

T = TypeVar("T")
Resolver = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A readable row, by the key that the answer holds in its attribute `by`."""

    target: str
    by: str
    nullable: bool
    among: str | None = None
    is_several: bool = False


class Companions:
    """The keys that the members of one list refer to, so that all of them are read by one statement."""

    def __init__(self, keys: Sequence[UUID]) -> None:
        self.keys = keys
        self._found: dict[int, asyncio.Future[dict[UUID, orjson.Fragment]]] = {}

    async def read(self, root: KeysRoot, info: GraphQLResolveInfo[Context]) -> dict[UUID, orjson.Fragment]:
        """The rows by key: asked for by the first member, awaited by the others."""
        place = id(info.field_nodes[0])
        if place not in self._found:
            self._found[place] = asyncio.ensure_future(read_several(root, info, self.keys))
        return await self._found[place]


@dataclass(frozen=True, slots=True)
class Listed:
    """A short list of readable rows: `first: Int! = 10`, and what `arguments` it has beside."""

    target: str
    orders: Orders
    where: Where
    arguments: Mapping[str, Any] = field(default_factory=dict)


# (type, field in GraphQL's spelling) → how it is read; put in place once the schema is built.
LATE: dict[tuple[str, str], Reference | Listed] = {}
CLASSES: dict[str, type] = {}

# Types whose lists are printed at once: their fields are scalars of the row that the domain gave.
FLAT: set[str] = set()


def refers(target: str, *, by: str, nullable: bool = True, among: str | None = None) -> Any:
    """Declare a reference to a readable row within a plain answer type.

    `among` names the attribute with its `Companions` where the answer is one of a list.
    """
    return Reference(target, by, nullable, among)


def refers_all(target: str, *, by: str) -> Any:
    """Declare references to several readable rows, in the order of the keys in the attribute `by`.

    A row that the caller may not see is left out.
    """
    return Reference(target, by, nullable=False, is_several=True)


def listed(target: str, orders: Orders, where: Where, **arguments: Any) -> Any:
    """Declare a short list of readable rows within a plain answer type; `arguments`: its optional ones, by type."""
    return Listed(target, orders, where, arguments)


@dataclass_transform(kw_only_default=True)
def answers(needs: str | Mapping[str, str], *, flat: bool = False) -> Callable[[type[T]], type[T]]:
    """A plain answer type, each field with a permission: one for all, or by its GraphQL name.

    `flat`: only scalars, in lists that may be long. Such a list is printed at once from whatever rows have these
    attributes, instead of being walked value by value.
    """

    def dress(cls: type[T]) -> type[T]:
        if flat:
            FLAT.add(cls.__name__)
        late = {name: kind for name, kind in vars(cls).items() if isinstance(kind, Reference | Listed)}
        for name in late:
            delattr(cls, name)
            cls.__annotations__.pop(name, None)
        dressed = strawberry.type(cls, description=inspect.getdoc(cls))
        CLASSES[cls.__name__] = dressed
        LATE.update({(cls.__name__, to_camel_case(name)): kind for name, kind in late.items()})
        names = [made.python_name for made in get_object_definition(dressed, strict=True).fields]
        for name in map(to_camel_case, [*names, *late]):
            NEEDS[cls.__name__, name] = needs if isinstance(needs, str) else needs[name]
        return dressed

    return dress


def assemble_answers() -> None:
    """Add the readable parts to the plain answer types. Calling it again changes nothing."""
    for (owner, name), kind in LATE.items():
        cls, target = CLASSES[owner], READABLES[kind.target].face
        if any(made.graphql_name == name for made in get_object_definition(cls, strict=True).fields):
            continue
        if isinstance(kind, Reference):
            annotation: Any = optional(target) if kind.nullable else target
            if kind.is_several:
                annotation = list[target]  # type: ignore[valid-type]
            add_field(cls, graphql_field(name, annotation, name=name))
        else:
            several: Any = list[target]  # type: ignore[valid-type]
            given = {key: (optional(face), strawberry.UNSET) for key, face in kind.arguments.items()}
            add_field(cls, graphql_field(name, several, name=name, arguments={"first": (int, 10), **given}))


def late_resolver(kind: Reference | Listed) -> Resolver:
    """graphql-core's resolver for a readable part."""
    if isinstance(kind, Reference) and kind.is_several:
        return _several_resolver(kind)
    if isinstance(kind, Reference) and kind.among:
        several, among, by = KeysRoot(kind.target), kind.among, kind.by

        async def refer_among(source: Any, info: GraphQLResolveInfo[Context]) -> Any:
            companions: Companions = getattr(source, among)
            return (await companions.read(several, info)).get(getattr(source, by))

        return refer_among
    if isinstance(kind, Reference):

        async def refer(source: Any, info: GraphQLResolveInfo[Context]) -> Any:
            key = getattr(source, kind.by)
            return None if key is None else await read(KeyRoot(kind.target), info, key)

        return refer
    root = ListRoot(kind.target, kind.orders, kind.where)
    return root_resolver(root)


def _several_resolver(kind: Reference) -> Resolver:
    root = KeysRoot(kind.target)

    async def refer_all(source: Any, info: GraphQLResolveInfo[Context]) -> orjson.Fragment:
        keys = getattr(source, kind.by)
        found = await read_several(root, info, keys)
        return orjson.Fragment(orjson.dumps([found[key] for key in keys if key in found]))

    return refer_all


def selected(info: GraphQLResolveInfo[Context], type_name: str) -> set[str]:
    """The fields selected beneath the field being resolved, in GraphQL's spelling."""
    assert info.context.prepared is not None
    sets = [node.selection_set for node in info.field_nodes if node.selection_set]
    fields = info.context.prepared.scope(info.context.flags).fields(sets, type_name)
    return {nodes[0].name.value for nodes in fields.values()}


def series_resolver(attribute: str, type_name: str) -> Resolver:
    """graphql-core's resolver for a list of flat rows: it answers finished JSON."""

    def resolve(source: Any, info: GraphQLResolveInfo[Context], **_given: Any) -> orjson.Fragment:
        context = info.context
        assert context.prepared is not None
        sets = [node.selection_set for node in info.field_nodes if node.selection_set]
        fields = context.prepared.scope(context.flags).fields(sets, type_name)
        columns = {key: to_snake_case(nodes[0].name.value) for key, nodes in fields.items()}
        return orjson.Fragment(orjson.dumps([_printed(row, columns, type_name) for row in getattr(source, attribute)]))

    return resolve


def _printed(row: Any, columns: dict[str, str], type_name: str) -> dict[str, Any]:
    return {key: type_name if name == "__typename" else getattr(row, name) for key, name in columns.items()}


def root_resolver(root: Root) -> Resolver:
    """graphql-core's resolver for a compiled field: the compiler reads the arguments itself."""

    async def resolve(_source: Any, info: GraphQLResolveInfo[Context], **_given: Any) -> Any:
        return await read(root, info)

    return resolve


async def read(root: Root, info: GraphQLResolveInfo[Context], key: Any = None) -> orjson.Fragment | None:
    """Read what is selected at the field being resolved; on the primary when the request has written."""
    context: Context = info.context
    reading, variables = _reading(root, info)
    primary = context.wrote or key is not None
    return await reading.answer(variables, context.principal, primary=primary, key=key)


async def read_several(
    root: KeysRoot, info: GraphQLResolveInfo[Context], keys: Sequence[UUID]
) -> dict[UUID, orjson.Fragment]:
    """Read what is selected at the field being resolved, of all these rows at once."""
    reading, variables = _reading(root, info)
    return await reading.answers(variables, info.context.principal, keys=keys)


def _reading(root: Root, info: GraphQLResolveInfo[Context]) -> tuple[Reading, VariableValues]:
    context: Context = info.context
    assert context.engine is not None
    assert context.variables is not None
    return context.engine.reading(root, info.field_nodes, info.parent_type.name, context), context.variables

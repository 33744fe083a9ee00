"""How a room's door is written: queries and mutations, each with the permission it needs.

A mutation answers the key of what it changed (the success member is then read by the compiler, on the primary, after
the commit), or raises a refusal that it declared, which becomes the member of the union that is the refusal's face.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Union
from uuid import UUID

import orjson
import strawberry
from graphql import GraphQLNamedType, GraphQLSchema, get_named_type, get_nullable_type, is_list_type
from graphql.type import GraphQLObjectType
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case, to_snake_case

from atrium import database, errors
from atrium.graph.answers import CLASSES, FLAT, LATE, late_resolver, read, root_resolver, series_resolver
from atrium.graph.callers import permit_act_of, permit_answer_of
from atrium.graph.faces import FACES
from atrium.graph.kept import settle_inputs
from atrium.graph.paging import DEFAULT_ROWS, MOST_ROWS
from atrium.graph.permits import AS_CLIENT, AT_THE_STORE, FRESH, NEEDS
from atrium.graph.reading.assemble import CONNECTIONS, graphql_field, optional, paging_arguments
from atrium.graph.reading.declare import READABLES, Where
from atrium.graph.reading.orders import Orders
from atrium.graph.reading.run import KeyRoot, ListRoot, OneRoot, PageRoot, Root

Verb = Callable[..., Any]
Late = Callable[[], Any]

ROOTS: dict[str, Root] = {}
QUERIES: dict[str, Callable[[], StrawberryField]] = {}
MUTATIONS: dict[str, Callable[[], StrawberryField]] = {}


def page_of(
    target: str,
    *,
    needs: str,
    orders: Orders,
    arguments: Mapping[str, Late] | None = None,
    backward: bool = False,
    at_the_store: str = "",
    rows: int = DEFAULT_ROWS,
) -> Callable[[Where], Where]:
    """A root connection. The function gives the condition for its arguments and caller; its docstring is the schema's.

    `arguments` beyond the paging ones: by name, a function that gives the annotation once all rooms are known.
    `at_the_store` is what the store's door needs, where that differs; `rows` how many there are without a `first`.
    """

    def declare(where: Where) -> Where:
        name = to_camel_case(where.__name__)
        ROOTS[name] = PageRoot(target, orders, where, rows)
        _needs(name, needs, at_the_store)

        def made() -> StrawberryField:
            given = {key: (optional(late()), strawberry.UNSET) for key, late in (arguments or {}).items()}
            given |= paging_arguments(backward, None if backward else rows)
            return graphql_field(where.__name__, CONNECTIONS[target], doc=inspect.getdoc(where), arguments=given)

        QUERIES[name] = made
        return where

    return declare


def _needs(name: str, needs: str, at_the_store: str) -> None:
    NEEDS["Query", name] = needs
    if at_the_store:
        AT_THE_STORE["Query", name] = at_the_store


def list_of(target: str, *, needs: str, orders: Orders, at_the_store: str = "") -> Callable[[Where], Where]:
    """A root field that answers all rows at once: for what is few by its nature (at most 250)."""

    def declare(where: Where) -> Where:
        name = to_camel_case(where.__name__)
        ROOTS[name] = ListRoot(target, orders, where, MOST_ROWS)
        _needs(name, needs, at_the_store)

        def made() -> StrawberryField:
            kind: Any = READABLES[target].face
            return graphql_field(where.__name__, list[kind], doc=inspect.getdoc(where))

        QUERIES[name] = made
        return where

    return declare


def one_of(
    target: str, *, needs: str, arguments: Mapping[str, tuple[Any, Any]], at_the_store: str = ""
) -> Callable[[Where], Where]:
    """A root field that answers one row or null."""

    def declare(where: Where) -> Where:
        name = to_camel_case(where.__name__)
        ROOTS[name] = OneRoot(target, where)
        _needs(name, needs, at_the_store)

        def made() -> StrawberryField:
            kind: Any = READABLES[target].face
            return graphql_field(where.__name__, optional(kind), doc=inspect.getdoc(where), arguments=arguments)

        QUERIES[name] = made
        return where

    return declare


def query(*members: type[Any], needs: str, at_the_store: str = "") -> Callable[[Verb], Verb]:
    """A root field answered by a plain function (a report): its annotations are the schema's.

    With `members` it may refuse: the first is its answer, the others are refusals that it declares, as a mutation does.
    """

    def declare(verb: Verb) -> Verb:
        name = to_camel_case(verb.__name__)
        _needs(name, needs, at_the_store)
        resolve = _resolver(verb, members[1:], None) if members else verb

        def made() -> StrawberryField:
            field: Any = strawberry.field(resolve, description=inspect.getdoc(verb))
            if members:
                field.type_annotation = StrawberryAnnotation(_union(members, f"{name[0].upper()}{name[1:]}Result"))
            return field  # type: ignore[no-any-return]

        QUERIES[name] = made
        return verb

    return declare


def mutation(
    *members: str | type[Any],
    needs: str,
    fresh: bool = False,
    result: str = "",
    at_the_store: str = "",
    as_client: Iterable[str] = (),
) -> Callable[[Verb], Verb]:
    """A verb. The first member is the success: a readable type by name (the verb answers its key) or a plain type.
    Beside a readable type a plain one may be answered instead: a preview.

    The others are refusals from `atrium.errors`. Without any, the verb's own annotation is its result. The whole verb
    is run again when the database asks for it, so all its effects are in its transaction. `fresh`: the act is grave, so
    a signed-in staff member must have proved who they are within the last ten minutes. `result` names the union, where
    several verbs answer the same one. `at_the_store` is what the store's door needs, where that differs; `as_client`
    are the modes of impersonation in which somebody else may do it in a client's account: none unless said.
    """

    def declare(verb: Verb) -> Verb:
        name = to_camel_case(verb.__name__)
        NEEDS["Mutation", name] = needs
        if fresh:
            FRESH.add(name)
        if at_the_store:
            AT_THE_STORE["Mutation", name] = at_the_store
        AS_CLIENT[name] = frozenset(as_client)
        refusals = tuple(m for m in members if isinstance(m, type) and issubclass(m, errors.Refusal))
        target = next((m for m in members if isinstance(m, str)), None)
        resolve = _resolver(verb, refusals, target)

        def made() -> StrawberryField:
            field: Any = strawberry.field(resolve, description=inspect.getdoc(verb))
            if members:
                union = result or f"{name[0].upper()}{name[1:]}Result"
                field.type_annotation = StrawberryAnnotation(_union(members, union))
            return field  # type: ignore[no-any-return]

        MUTATIONS[name] = made
        return verb

    return declare


def _resolver(verb: Verb, refusals: tuple[type[errors.Refusal], ...], target: str | None) -> Verb:
    @functools.wraps(verb)
    async def resolve(*given: Any, **named: Any) -> Any:
        caller = permit_act_of(named["info"]) if "info" in named else None
        try:
            outcome = await database.retrying(lambda: verb(*given, **named))
        except refusals as refusal:
            return FACES[type(refusal)][1](refusal)
        if caller is not None:
            permit_answer_of(named["info"], caller)
        if target is None or not isinstance(outcome, UUID):
            return outcome
        return await _member(target, outcome, named["info"])

    return resolve


async def _member(target: str, key: UUID, info: strawberry.Info) -> orjson.Fragment:
    found = await read(KeyRoot(target), info._raw_info, key)
    if found is None:
        raise errors.Forbidden("The change is made, but you may not see its result.")
    return found


def _union(members: tuple[Any, ...], name: str) -> Any:
    faces = tuple(_face(member) for member in members)
    return Annotated[Union[faces], strawberry.union(name)]  # noqa: UP007


def _face(member: str | type[Any]) -> Any:
    if isinstance(member, str):
        return READABLES[member].face
    return FACES[member][0] if issubclass(member, errors.Refusal) else member


def settle(schema: GraphQLSchema) -> None:
    """Put the compiled fields' resolvers in place: they read their own arguments, so Strawberry converts none."""
    settle_inputs(schema)
    assert schema.query_type is not None
    for name, root in ROOTS.items():
        schema.query_type.fields[name].resolve = root_resolver(root)
    for (owner, name), kind in LATE.items():
        parent = schema.type_map[owner]
        assert isinstance(parent, GraphQLObjectType)
        parent.fields[name].resolve = late_resolver(kind)
    for owner in CLASSES:
        _settle_series(schema.type_map.get(owner))


def _settle_series(owner: GraphQLNamedType | None) -> None:
    for name, field in owner.fields.items() if isinstance(owner, GraphQLObjectType) else ():
        printed = get_named_type(field.type).name
        if printed in FLAT and is_list_type(get_nullable_type(field.type)):
            field.resolve = series_resolver(to_snake_case(name), printed)

"""One reading: compiled once for a selection, then run with each request's arguments and caller."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID

import orjson
from graphql import FieldNode, GraphQLField, GraphQLSchema, VariableNode, Visitor, visit
from graphql.execution.values import VariableValues, get_argument_values

from atrium import database
from atrium.graph.reading.bounded import Bounded
from atrium.graph.reading.computing import Computing
from atrium.graph.reading.declare import READABLES, Readable, Where, rows_gap
from atrium.graph.reading.dialects import Dialect
from atrium.graph.reading.orders import Orders
from atrium.graph.reading.pages import PageGaps, page_value
from atrium.graph.reading.plan import Compiler, Site
from atrium.graph.reading.selection import Scope, inner
from atrium.graph.reading.sql import Dynamic, Gap, Parts, Request, Sql
from atrium.principal import SYSTEM, Principal

STATEMENTS_A_PLAN = 64

Filler = Callable[[VariableValues, Principal], Any]


@dataclass(frozen=True, slots=True)
class PageRoot:
    """A root field that answers a connection."""

    target: str
    orders: Orders
    where: Where
    default_first: int = 50


@dataclass(frozen=True, slots=True)
class OneRoot:
    """A root field that answers one row or nothing."""

    target: str
    where: Where


@dataclass(frozen=True, slots=True)
class KeyRoot:
    """The row with a given identifier: a mutation's success member, a reference within a plain answer."""

    target: str


@dataclass(frozen=True, slots=True)
class ListRoot:
    """A short list of rows: the first `first` in an order."""

    target: str
    orders: Orders
    where: Where
    default_first: int = 10


@dataclass(frozen=True, slots=True)
class KeysRoot:
    """The rows with several given identifiers, read at once: the members of a plain answer's list."""

    target: str


Root = PageRoot | OneRoot | KeyRoot | KeysRoot | ListRoot


@dataclass(slots=True)
class Reading:
    """The compiled form: parts of the statement, and the sites whose arguments fill its gaps."""

    parts: Parts
    fillers: list[Filler | None]
    dialect: Dialect
    computing: Computing
    statements: Bounded[tuple[str, ...], str] = field(default_factory=lambda: Bounded(STATEMENTS_A_PLAN))

    def statement(self, variables: VariableValues, principal: Principal, key: Any = None) -> tuple[str, list[Any]]:
        """The finished SQL and its values, in the database's own forms. `key`: the identifier a KeyRoot asks for."""
        request = Request(principal, [fill and fill(variables, principal) for fill in self.fillers], key)
        texts: list[str] = []
        params: list[Any] = []
        for part in self.parts:
            if not isinstance(part, str):
                filled = part(request)
                texts.append(filled.text)
                params.extend(filled.params)
        shape = tuple(texts)
        sql = self.statements.recall(shape) or self.statements.keep(shape, self._finished(texts))
        return sql, self.dialect.bound(params)

    def _finished(self, texts: list[str]) -> str:
        filled = iter(texts)
        return self.dialect.numbered("".join(part if isinstance(part, str) else next(filled) for part in self.parts))

    async def answer(
        self, variables: VariableValues, principal: Principal, *, primary: bool, key: Any = None
    ) -> orjson.Fragment | None:
        """The finished JSON, or None where there is no such row."""
        sql, params = self.statement(variables, principal, key)
        text = await database.fetch_text(sql, params, primary=primary)
        return None if text is None else self.computing.finished(text)

    async def answers(
        self, variables: VariableValues, principal: Principal, *, keys: Sequence[Any], primary: bool = False
    ) -> dict[UUID, orjson.Fragment]:
        """The finished JSON of each row that there is, by its identifier."""
        sql, params = self.statement(variables, principal, keys)
        found = await database.fetch_rows(sql, params, primary=primary)
        return {UUID(str(key)): self.computing.finished(text) for key, text in found}


def compiled(
    root: Root, nodes: list[FieldNode], parent_type: str, scope: Scope, dialect: Dialect, schema: GraphQLSchema
) -> Reading:
    """Compile a selection beneath a root field (or beneath any field that answers readable rows)."""
    compiler = Compiler(scope, dialect)
    target = READABLES[root.target]
    if isinstance(root, PageRoot):
        gaps = PageGaps(root.orders, root.where, dialect, root.default_first)
        gap = compiler.gap(Site(parent_type, nodes[0].name.value, nodes, gaps.prepare, settled=False))
        parts: Parts = ["SELECT ", *page_value(compiler, target, inner(nodes), gap)]
    elif isinstance(root, ListRoot):
        parts = _listed(root, target, nodes, parent_type, compiler)
    elif isinstance(root, KeysRoot):
        parts = _several(target, nodes, compiler)
    else:
        parts = _single(root, target, nodes, parent_type, compiler)
    return Reading(*_filled(parts, compiler.sites, schema), dialect, compiler.computing)


def _single(
    root: OneRoot | KeyRoot, target: Readable, nodes: list[FieldNode], parent_type: str, compiler: Compiler
) -> Parts:
    alias = compiler.alias()
    if isinstance(root, OneRoot):
        name, where = nodes[0].name.value, root.where
        site = Site(parent_type, name, nodes, lambda given, who: where(given, who).on(alias), settled=False)
        condition = compiler.gap(site)(lambda where: where)
    else:
        condition = lambda request: Sql(f"{alias}.id = ?uuid", (request.key,))  # noqa: E731
    body = compiler.object(target, inner(nodes), alias)
    return [
        "SELECT ",
        *body,
        f" FROM {target.source(compiler.dialect.name)} {alias} WHERE ",
        condition,
        rows_gap(target, alias),
        " LIMIT 1",
    ]


def _several(target: Readable, nodes: list[FieldNode], compiler: Compiler) -> Parts:
    alias, dialect = compiler.alias(), compiler.dialect
    within: Dynamic = lambda request: Sql(dialect.within(f"{alias}.id", "uuids"), (list(request.key),))  # noqa: E731
    body = compiler.object(target, inner(nodes), alias)
    table = target.source(dialect.name)
    return [f"SELECT {alias}.id, ", *body, f" FROM {table} {alias} WHERE ", within, rows_gap(target, alias)]


def _listed(root: ListRoot, target: Readable, nodes: list[FieldNode], parent_type: str, compiler: Compiler) -> Parts:
    gaps = PageGaps(root.orders, root.where, compiler.dialect, root.default_first)
    gap = compiler.gap(Site(parent_type, nodes[0].name.value, nodes, gaps.prepare, settled=False))
    alias, table = compiler.alias(), target.source(compiler.dialect.name)
    joined, body = compiler.dialect.aggregate("j", "rn_"), compiler.object(target, inner(nodes), "p")
    seek = gap(lambda taken: Sql(taken.seek.replace("{t}", alias)))
    where, size = gap(lambda taken: taken.where.on(alias)), gap(lambda taken: Sql(f" LIMIT {taken.size}"))
    rows: Parts = [
        f"(SELECT {alias}.*, row_number() OVER (ORDER BY ", seek, f") AS rn_ FROM {table} {alias} WHERE ",
        where, rows_gap(target, alias), " ORDER BY ", seek, size, ")",
    ]  # fmt: skip
    page: Parts = ["(SELECT ", *body, " AS j, p.rn_ FROM ", *rows, " p ORDER BY p.rn_)"]
    return [f"SELECT '[' || COALESCE({joined}, '') || ']' FROM ", *page, " q"]


def _merged(parts: Parts) -> Parts:
    out: Parts = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        else:
            out.append(part)
    return out


def _filled(parts: Parts, sites: list[Site], schema: GraphQLSchema) -> tuple[Parts, list[Filler | None]]:
    """Fill the gaps whose outcome never changes; say how the others are filled at each run."""
    fillers: list[Filler | None] = []
    for index, site in enumerate(sites):
        constant, arguments = _arguments(schema, site)
        if constant is not None and site.settled:
            taken = site.prepare(constant, SYSTEM)
            parts = [_settled(part, index, taken) for part in parts]
            fillers.append(None)
        else:
            fillers.append(_filler(site, arguments))
    return _merged(parts), fillers


def _filler(site: Site, arguments: Callable[[VariableValues], dict[str, Any]]) -> Filler:
    return lambda variables, principal: site.prepare(arguments(variables), principal)


def _settled(part: str | Dynamic, index: int, taken: Any) -> str | Dynamic:
    if not isinstance(part, Gap) or part.site != index:
        return part
    filled = part.read(taken)
    return (lambda request: filled) if filled.params else filled.text


class _FindsVariable(Visitor):
    found = False

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.found = True


def _arguments(
    schema: GraphQLSchema, site: Site
) -> tuple[dict[str, Any] | None, Callable[[VariableValues], dict[str, Any]]]:
    """The site's arguments: once for all when they name no variable, and how to evaluate them at each run."""
    parent: Any = schema.get_type(site.parent_type)
    declared: GraphQLField = parent.fields[site.field_name]
    node = site.nodes[0]
    finder = _FindsVariable()
    for argument in node.arguments or ():
        visit(argument, finder)
    if finder.found:
        return None, lambda variables: plain(get_argument_values(declared, node, variables))
    constant = plain(get_argument_values(declared, node, VariableValues({}, {})))
    return constant, lambda variables: constant


def plain(value: Any) -> Any:
    """GraphQL input as plain values: enum members as their values."""
    if isinstance(value, dict):
        return {name: plain(inner_value) for name, inner_value in value.items()}
    if isinstance(value, list):
        return [plain(inner_value) for inner_value in value]
    return value.value if isinstance(value, Enum) else value

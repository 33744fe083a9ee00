"""A connection as SQL: the page is taken first, then its rows' JSON is built, edges and pageInfo beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import SelectionSetNode

from atrium.graph.paging import PageArguments
from atrium.graph.reading.declare import READABLES, Page, Readable, Where, rows_gap
from atrium.graph.reading.dialects import Dialect
from atrium.graph.reading.orders import Orders
from atrium.graph.reading.selection import inner
from atrium.graph.reading.sql import FALSE, TRUE, Dynamic, Literal, Parts, Piece, Sql, Value, all_of, value
from atrium.principal import Principal

if TYPE_CHECKING:
    from atrium.graph.reading.plan import Compiler

Gaps = Callable[[Callable[["Taken"], Sql]], Dynamic]

EXTRAS = {"nodes", "edges", "pageInfo"}
# Prints nothing, but makes the select an aggregate: one row, whatever else was selected.
ONE_ROW = "CASE WHEN count(*) < 0 THEN '' ELSE '' END"


@dataclass(slots=True)
class Taken:
    """One run's page, as SQL about `{t}`: what is counted, what is taken, in which order, how many."""

    where: Sql
    beyond: Sql
    behind: Sql | None
    seek: str
    cursor: str
    size: int
    backward: bool

    @property
    def last_row(self) -> str:
        """The position of the last row of the page within what was fetched (one more than the page)."""
        return f"CASE WHEN p.total_ > {self.size} THEN {self.size} ELSE p.total_ END"

    def sought(self, table: str, alias: str) -> Sql:
        """The condition for the page's rows. Of several ways each gives its own first rows, by its own index."""
        if not self.where.ways:
            return all_of([self.where, self.beyond]).on(alias)
        found = [all_of([way, self.beyond]).on("w") for way in self.where.ways]
        end = f"ORDER BY {self.seek.replace('{t}', 'w')} LIMIT {self.size + 1}"
        texts = [f"SELECT id FROM (SELECT w.id FROM {table} w WHERE {one.text} {end}) w" for one in found]
        return Sql(f"{alias}.id IN ({' UNION '.join(texts)})", tuple(param for one in found for param in one.params))


@dataclass(slots=True)
class PageGaps:
    """Turns a connection's arguments into a `Taken`."""

    orders: Orders
    where: Where
    dialect: Dialect
    default_first: int

    @classmethod
    def for_field(cls, declared: Page, parent: str, dialect: Dialect) -> PageGaps:
        narrowed, rows = declared.where, READABLES[declared.target].rows
        on, *ways = (Sql(one.replace("{parent}", parent)) for one in (declared.on, *declared.ways))

        def where(arguments: dict[str, Any], principal: Any) -> Sql:
            asked = narrowed(arguments) if narrowed else TRUE
            whole = all_of([on, asked])
            if not ways:
                return whole
            seen = (rows and rows(principal)) or TRUE
            return whole._replace(ways=tuple(all_of([way, asked, seen]) for way in ways))

        return cls(declared.orders, where, dialect, declared.default_first)

    def prepare(self, arguments: dict[str, Any], principal: Principal) -> Taken:
        asked = PageArguments.of(arguments, self.default_first)
        order = self.orders.chosen(arguments.get("orderBy") or self.orders.implied(arguments), principal)
        seek = order.flipped() if asked.backward else order
        beyond, behind = TRUE, None
        if asked.cursor is not None:
            keys = order.read(asked.cursor)
            beyond = seek.beyond(keys)
            passed = seek.flipped().beyond(keys)
            behind = Sql(f"({passed.text} OR {{t}}.id = ?uuid)", (*passed.params, keys[-1]))
        elif (start_at := arguments.get("startAt")) is not None:
            beyond, behind = self.orders.begun(order, start_at)
        return Taken(
            self.where(arguments, principal), beyond, behind, seek.clause("{t}", self.dialect),
            order.cursor("p", self.dialect), asked.size, asked.backward,
        )  # fmt: skip


def page_value(compiler: Compiler, target: Readable, sets: list[SelectionSetNode], gap: Gaps) -> Parts:
    """SQL that prints a connection of `target`."""
    fields = compiler.scope.fields(sets, f"{target.name}Connection")
    builder = _Page(compiler, target, gap, compiler.alias(), [], set())
    pieces: list[Piece] = [Literal("{")]
    for index, (key, nodes) in enumerate(fields.items()):
        pieces.append(Literal(f'{"," if index else ""}"{key}":'))
        pieces += builder.field(nodes[0].name.value, inner(nodes))
    selected = {nodes[0].name.value for nodes in fields.values()}
    if not EXTRAS & selected:
        return compiler.dialect.concat([*pieces, Literal("}")])
    printed = compiler.dialect.concat([*pieces, Literal("}"), value(ONE_ROW)])
    return ["(SELECT ", *printed, " FROM (", *builder.rows(), ") q)"]


@dataclass(slots=True)
class _Page:
    compiler: Compiler
    target: Readable
    gap: Gaps
    alias: str
    columns: list[Parts]
    ends: set[str]

    @property
    def table(self) -> str:
        return self.target.source(self.compiler.dialect.name)

    def field(self, name: str, sets: list[SelectionSetNode]) -> list[Piece]:
        if name == "__typename":
            return [Literal(f'"{self.target.name}Connection"')]
        if name == "totalCount":
            return [Value(self.count())]
        if name == "nodes":
            return self.listed(self.compiler.object(self.target, sets, "p"))
        if name == "edges":
            return self.listed(self.edge(sets))
        return self.page_info(sets)

    def count(self) -> Parts:
        alias = self.compiler.alias()
        return [f"(SELECT count(*) FROM {self.table} {alias} WHERE ", *self.condition(alias), ")"]

    def condition(self, alias: str) -> Parts:
        return [self.gap(lambda taken: taken.where.on(alias)), rows_gap(self.target, alias)]

    def listed(self, body: Parts) -> list[Piece]:
        name = f"c{len(self.columns)}"
        self.columns.append([*body, f" AS {name}"])
        joined: Dynamic = self.gap(
            lambda taken: Sql(self.compiler.dialect.aggregate(f"q.{name}", f"q.rn_{' DESC' if taken.backward else ''}"))
        )
        return [Literal("["), Value(["COALESCE(", joined, ", '')"]), Literal("]")]

    def edge(self, sets: list[SelectionSetNode]) -> Parts:
        pieces: list[Piece] = [Literal("{")]
        for index, (key, nodes) in enumerate(self.compiler.scope.fields(sets, f"{self.target.name}Edge").items()):
            pieces.append(Literal(f'{"," if index else ""}"{key}":'))
            name = nodes[0].name.value
            if name == "cursor":
                pieces.append(Value([self.gap(lambda taken: Sql(taken.cursor))]))
            elif name == "node":
                pieces.append(Value(self.compiler.object(self.target, inner(nodes), "p")))
            else:
                pieces.append(Literal(f'"{self.target.name}Edge"'))
        return self.compiler.dialect.concat([*pieces, Literal("}")])

    def page_info(self, sets: list[SelectionSetNode]) -> list[Piece]:
        printers: dict[str, Callable[[], list[Piece]]] = {
            "__typename": lambda: [Literal('"PageInfo"')],
            "hasNextPage": lambda: [Value(self.has_more(forward=True))],
            "hasPreviousPage": lambda: [Value(self.has_more(forward=False))],
            "startCursor": lambda: [Value(self.end(first=True))],
            "endCursor": lambda: [Value(self.end(first=False))],
        }
        pieces: list[Piece] = [Literal("{")]
        for index, (key, nodes) in enumerate(self.compiler.scope.fields(sets, "PageInfo").items()):
            pieces.append(Literal(f'{"," if index else ""}"{key}":'))
            pieces += printers[nodes[0].name.value]()
        return [*pieces, Literal("}")]

    def has_more(self, *, forward: bool) -> Parts:
        """In the direction of travel one row was fetched beyond the page; behind it, the cursor's side is asked.

        There, too, only rows that the caller may see count.
        """
        alias = self.compiler.alias()

        def ahead(taken: Taken) -> Sql:
            return Sql(f"max(q.total_) > {taken.size}") if taken.backward is not forward else FALSE

        def behind(taken: Taken) -> Sql:
            if taken.backward is not forward or taken.behind is None:
                return FALSE
            return all_of([taken.where, taken.behind]).on(alias)

        return [
            "CASE WHEN ", self.gap(ahead), f" OR EXISTS (SELECT 1 FROM {self.table} {alias} WHERE ", self.gap(behind),
            rows_gap(self.target, alias), ") THEN 'true' ELSE 'false' END",
        ]  # fmt: skip

    def end(self, *, first: bool) -> Parts:
        name = "cursor_first" if first else "cursor_last"
        if name not in self.ends:  # however often it is asked for, under however many aliases
            self.ends.add(name)
            self.columns.append([self.gap(lambda taken: _end(taken, first)), f" AS {name}"])
        return [f"COALESCE(max(q.{name}), 'null')"]

    def rows(self) -> Parts:
        alias = self.alias
        columns: Parts = []
        for column in self.columns:
            columns += [", ", *column]
        seek_p = self.gap(lambda taken: Sql(taken.seek.replace("{t}", alias)))
        seek = self.gap(lambda taken: Sql(taken.seek.replace("{t}", alias)))
        return [
            "SELECT p.rn_, p.total_", *columns, f" FROM (SELECT {alias}.*, row_number() OVER (ORDER BY ", seek_p,
            f") AS rn_, count(*) OVER () AS total_ FROM (SELECT {alias}.* FROM {self.table} {alias} WHERE ",
            self.gap(lambda taken: taken.sought(self.table, alias)), rows_gap(self.target, alias), " ORDER BY ", seek,
            self.gap(lambda taken: Sql(f" LIMIT {taken.size + 1}")), f") {alias}) p WHERE p.rn_ <= ",
            self.gap(lambda taken: Sql(f"{taken.size} ORDER BY p.rn_{' DESC' if taken.backward else ''}")),
        ]  # fmt: skip


def _end(taken: Taken, first: bool) -> Sql:
    at_start = first is not taken.backward
    position = "1" if at_start else taken.last_row
    return Sql(f"CASE WHEN p.rn_ = {position} THEN {taken.cursor} END")

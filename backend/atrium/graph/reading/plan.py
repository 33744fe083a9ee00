"""Selection → SQL: the parts of one statement that prints the answer's JSON, with gaps where a run's arguments go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import FieldNode, SelectionSetNode

from atrium.graph.paging import checked_size
from atrium.graph.reading.computing import Computing
from atrium.graph.reading.declare import READABLES, Column, Computed, Many, One, Page, Part, Readable, rows_gap
from atrium.graph.reading.dialects import Dialect, Kind
from atrium.graph.reading.pages import PageGaps, page_value
from atrium.graph.reading.selection import Scope, inner
from atrium.graph.reading.sql import Dynamic, Gap, Literal, Parts, Piece, Request, Sql, Value
from atrium.principal import Principal


@dataclass(slots=True)
class Site:
    """A field whose arguments fill gaps: where it was declared, and its nodes in the document.

    With `settled` the outcome depends on the arguments alone, so that constant ones fill their gaps once and for all.
    """

    parent_type: str
    field_name: str
    nodes: list[FieldNode]
    prepare: Callable[[dict[str, Any], Principal], Any]
    settled: bool = True


@dataclass(slots=True)
class Compiler:
    """Compiles one root field. Afterwards `sites` lists the arguments that every run must evaluate, in order."""

    scope: Scope
    dialect: Dialect
    sites: list[Site] = field(default_factory=list)
    aliases: int = 0
    computing: Computing = field(default_factory=Computing)

    def alias(self) -> str:
        self.aliases += 1
        return f"t{self.aliases}"

    def gap(self, site: Site) -> Callable[[Callable[[Any], Sql]], Dynamic]:
        """Register a site; gives a maker of gaps that read from what the site's `prepare` returns."""
        index = len(self.sites)
        self.sites.append(site)
        return lambda read: Gap(index, read)

    def object(self, readable: Readable, sets: list[SelectionSetNode], alias: str) -> Parts:
        """SQL that prints one row as a JSON object with the selected fields."""
        pieces: list[Piece] = [Literal("{")]
        for index, (key, nodes) in enumerate(self.scope.fields(sets, readable.name).items()):
            pieces.append(Literal(f'{"," if index else ""}"{key}":'))
            pieces += self.field(readable, nodes, alias)
        return self.dialect.concat([*pieces, Literal("}")])

    def field(self, readable: Readable, nodes: list[FieldNode], alias: str) -> list[Piece]:
        name = nodes[0].name.value
        if name == "__typename":
            return [Literal(f'"{readable.name}"')]
        declared = readable.fields[readable.names[name]]
        if isinstance(declared, Column):
            return self.column(declared, readable.names[name], alias)
        if isinstance(declared, Computed):
            return self.computed(readable, declared, alias)
        if isinstance(declared, Part):
            return self.part(declared, nodes, alias)
        if isinstance(declared, One):
            return [Value(self.one(declared, nodes, alias))]
        if isinstance(declared, Many):
            return [Value(self.many(readable, declared, nodes, alias))]
        assert isinstance(declared, Page)
        return [Value(self.page(readable, declared, nodes, alias))]

    def column(self, declared: Column, name: str, alias: str) -> list[Piece]:
        sql = declared.sql_for(self.dialect.name, name).replace("{t}", alias)
        kind, nullable = declared.kind or Kind.TEXT, declared.nullable
        pieces = self.dialect.scalar(kind, sql, nullable)
        if declared.params is None:
            return pieces
        given = declared.params
        return [_with_params(piece, lambda request: given(request.principal)) for piece in pieces]

    def computed(self, readable: Readable, declared: Computed, alias: str) -> list[Piece]:
        given = []
        for one in declared.columns:
            taken = readable.fields[one] if isinstance(one, str) else one
            assert isinstance(taken, Column)
            given.append(self.column(taken, one if isinstance(one, str) else "", alias))
        return self.computing.call(declared.function, given)

    def part(self, declared: Part, nodes: list[FieldNode], alias: str) -> list[Piece]:
        target = READABLES[declared.target]
        pieces: list[Piece] = [Literal("{")]
        for index, (key, chosen) in enumerate(self.scope.fields(inner(nodes), target.name).items()):
            pieces.append(Literal(f'{"," if index else ""}"{key}":'))
            name = chosen[0].name.value
            if name == "__typename":
                pieces.append(Literal(f'"{target.name}"'))
                continue
            column = declared.columns[target.names[name]]
            shape = target.fields[target.names[name]]
            assert isinstance(shape, Column)
            pieces += self.column(replace(column, kind=shape.kind, nullable=shape.nullable), target.names[name], alias)
        pieces.append(Literal("}"))
        if declared.absent is None:
            return pieces
        absent = declared.absent.replace("{t}", alias)
        return [Value([f"CASE WHEN {absent} THEN 'null' ELSE ", *self.dialect.concat(pieces), " END"])]

    def one(self, declared: One, nodes: list[FieldNode], parent: str) -> Parts:
        target, alias = READABLES[declared.target], self.alias()
        body = self.object(target, inner(nodes), alias)
        on = declared.on.replace("{t}", alias).replace("{parent}", parent)
        source = f" FROM {target.source(self.dialect.name, parent)} {alias} WHERE {on}"
        found: Parts = ["SELECT ", *body, source, rows_gap(target, alias)]
        return self.dialect.first(found, nullable=declared.nullable)

    def many(self, readable: Readable, declared: Many, nodes: list[FieldNode], parent: str) -> Parts:
        target, alias, row = READABLES[declared.target], self.alias(), self.alias()
        on = declared.on.replace("{t}", alias).replace("{parent}", parent)
        order = declared.order.replace("{t}", alias)
        if declared.value:
            name = declared.value.sql_for(self.dialect.name, "").replace("{t}", row)
            body = self.dialect.concat(self.dialect.scalar(declared.value.kind or Kind.TEXT, name, False))
        else:
            body = self.object(target, inner(nodes), row)
        limit = self.limit(readable, nodes) if declared.limit else []
        source: Parts = [
            f"(SELECT {alias}.* FROM {target.source(self.dialect.name, parent)} {alias} WHERE {on}",
            rows_gap(target, alias),
            *self.narrowed(readable, declared, nodes, alias),
        ]
        joined = self.dialect.aggregate("j", "r")
        place = f" AS j, row_number() OVER (ORDER BY {declared.order.replace('{t}', row)}) AS r FROM "
        return [
            f"(SELECT '[' || COALESCE({joined}, '') || ']' FROM (SELECT ", *body, place, *source, f" ORDER BY {order}",
            *limit, f") {row} ORDER BY r) s)",
        ]  # fmt: skip

    def narrowed(self, readable: Readable, declared: Many, nodes: list[FieldNode], alias: str) -> Parts:
        where = declared.where
        if where is None:
            return []
        site = Site(readable.name, nodes[0].name.value, nodes, lambda arguments, principal: where(arguments).on(alias))
        return [self.gap(site)(lambda taken: Sql(f" AND {taken.text}", taken.params))]

    def limit(self, readable: Readable, nodes: list[FieldNode]) -> Parts:
        size = lambda arguments, principal: checked_size(arguments["first"], "first")  # noqa: E731
        site = Site(readable.name, nodes[0].name.value, nodes, size)
        return [self.gap(site)(lambda first: Sql(f" LIMIT {first}"))]

    def page(self, readable: Readable, declared: Page, nodes: list[FieldNode], parent: str) -> Parts:
        gaps = PageGaps.for_field(declared, parent, self.dialect)
        settled = declared.where is None and not declared.ways
        site = Site(readable.name, nodes[0].name.value, nodes, gaps.prepare, settled=settled)
        return page_value(self, READABLES[declared.target], inner(nodes), self.gap(site))


def _with_params(piece: Piece, params: Callable[[Request], tuple[Any, ...]]) -> Piece:
    if isinstance(piece, Literal):
        return piece
    texts = [part for part in piece.parts if isinstance(part, str)]
    return Value([lambda request: Sql("".join(texts), params(request))])

"""All rows as plain Python values, alike on both databases, and what only SQL can answer about one row."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from atrium import database
from atrium.columns import moment_text
from atrium.graph.reading.declare import READABLES, Readable
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.sql import Sql
from atrium.principal import Principal

PLAIN_COLUMN = re.compile(r"\{t\}\.(\w+)")

# What is no table of its own: the rows of a type, from the row that they belong to.
DERIVED = {
    "Change": lambda event: [
        Row("Change", {"place": place, "value": one}) for place, one in enumerate(json.loads(event["changes"]))
    ]
}
DERIVED_COLUMNS = {
    "Change": {name: lambda row, name=name: row["value"].get(name) for name in ("field", "before", "after")},
}


@dataclass(frozen=True)
class Row:
    """One row of a readable type."""

    type: str
    columns: dict[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.columns[column]


@dataclass
class Store:
    """What the tables held when it was loaded."""

    tables: dict[str, dict[str, dict[str, Any]]]
    answers: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    async def load(cls) -> Store:
        names = {readable.table for readable in READABLES.values() if isinstance(readable.table, str)}
        tables = {}
        for name in sorted(names | {"client_search"}):
            found = [plain_row(row) for row in await database.rows(f"SELECT * FROM {name}")]
            tables[name] = {row.get("id") or row["client_id"]: row for row in found}
        return cls(tables)

    def all(self, type_name: str) -> list[Row]:
        """Every row of a type, in no order."""
        return [Row(type_name, columns) for columns in self.tables[table_of(READABLES[type_name])].values()]

    def get(self, type_name: str, key: str) -> Row:
        return Row(type_name, self.tables[table_of(READABLES[type_name])][key])

    def of_client(self, table: str, client: Row) -> list[dict[str, Any]]:
        """The rows of a table that point at a client."""
        return [row for row in self.tables[table].values() if row["client_id"] == client["id"]]

    async def related(self, owner: Row, target: str, on: str) -> list[Row]:
        """The rows of `target` that a relation's condition joins to this one row."""
        if target in DERIVED:
            return DERIVED[target](owner)
        sql = (
            f"SELECT t.id FROM {_from(owner)} p, {table_of(READABLES[target])} t WHERE {_about(owner, 'p')} AND ({on})"
        )
        found = await self._ask(sql.replace("{t}", "t").replace("{parent}", "p"))
        return [self.get(target, plain(key)) for (key,) in found]

    async def expression(self, row: Row, sql: str, params: tuple[Any, ...] = ()) -> Any:
        """What an SQL expression says about one row."""
        simple = PLAIN_COLUMN.fullmatch(sql)
        if simple:
            return row[simple[1]]
        filled = _filled(sql.replace("{t}", "t"), params)
        found = await self._ask(f"SELECT {filled} FROM {_from(row)} t WHERE {_about(row, 't')}")
        return plain(found[0][0])

    async def is_visible(self, row: Row, principal: Principal) -> bool:
        """The row permission, asked about one row."""
        rule = READABLES[row.type].rows
        condition: Sql | None = rule(principal) if rule else None
        return condition is None or bool(await self.expression(row, condition.text, condition.params))

    async def _ask(self, sql: str) -> list[tuple[Any, ...]]:
        if sql not in self.answers:
            self.answers[sql] = await database.fetch_rows(sql, [], primary=True)
        return self.answers[sql]


def table_of(readable: Readable) -> str:
    assert isinstance(readable.table, str), f"{readable.name} is no table: say in DERIVED what its rows are"
    return readable.table


def _from(row: Row) -> str:
    return table_of(READABLES[row.type])


def _about(row: Row, alias: str) -> str:
    UUID(row["id"])
    return f"{alias}.id = '{row['id']}'"


def _filled(sql: str, params: tuple[Any, ...]) -> str:
    assert all(isinstance(param, bool) for param in params), "only booleans are put into an expression so far"
    for param in params:
        sql = sql.replace("?bool", str(param).upper(), 1)
    return sql


def plain_row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in row.items()}


def plain(value: Any) -> Any:
    """Times and ids as the text that SQLite keeps."""
    if isinstance(value, datetime):
        return moment_text(value)
    return str(value) if isinstance(value, UUID) else value


def printed(kind: Kind, value: Any) -> Any:
    """A scalar as it stands in the answer."""
    if value is None:
        return None
    if kind is Kind.BOOL:
        return bool(value)
    if kind is Kind.JSON and isinstance(value, str):
        return json.loads(value)
    return value if kind in (Kind.INT, Kind.JSON) else str(value)

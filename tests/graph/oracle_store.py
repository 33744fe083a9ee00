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
from atrium.graph.reading.dialects import Kind, dialect_named
from atrium.graph.reading.sql import Sql
from atrium.principal import Principal
from tests.graph import oracle_imports as imports
from tests.graph.oracle_custom import choices_of, values_of
from tests.graph.oracle_orders import worth_of
from tests.graph.oracle_row import Row

ONE_WORD = re.compile(r"\{t\}\.(\w+) (=|<>) '(\w+)'")
PLAIN_COLUMN = re.compile(r"\{t\}\.(\w+)")

# What is no table of its own: the rows of a type, from the row that they belong to.
DERIVED = {
    **imports.DERIVED,
    "Change": lambda store, event: [
        Row("Change", {"place": place, "value": one}) for place, one in enumerate(json.loads(event["changes"]))
    ],
    "MergeMove": lambda store, merge: [
        Row("MergeMove", {"place": place, "value": one}) for place, one in enumerate(json.loads(merge["moves"]))
    ],
    "CustomFieldValue": values_of,
    "CustomFieldChoice": choices_of,
    "Money": worth_of,
}
DERIVED_COLUMNS = {
    **imports.COLUMNS,
    "Change": {name: lambda row, name=name: row["value"].get(name) for name in ("field", "before", "after")},
    "MergeMove": {name: lambda row, name=name: row["value"].get(name) for name in ("kind", "count", "same")},
    "CustomFieldValue": {name: lambda row, name=name: row[name] for name in ("key", "label", "type", "value")},
    "Money": {name: lambda row, name=name: row[name] for name in ("amount", "currency")},
    "CustomFieldChoice": {
        "option": lambda row: row["option"],
        "client_count": lambda row: row["clientCount"],
    },
}


@dataclass
class Store:
    """What the tables held when it was loaded."""

    tables: dict[str, dict[str, dict[str, Any]]]
    answers: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    async def load(cls) -> Store:
        names = {readable.table for readable in READABLES.values() if isinstance(readable.table, str)}
        tables = {}
        for name in sorted(names | {"client_search", "custom_field_value", "staff_membership"}):
            found = [plain_row(row) for row in await database.rows(f"SELECT * FROM {name}")]
            tables[name] = {row.get("id") or row["client_id"]: row for row in found}
        for client in tables["client"].values():
            placed = tables["client_order"].values()
            client["orders"] = [order for order in placed if order["client_id"] == client["id"]]
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
            return [row for row in DERIVED[target](self, owner) if _is_joined(row, on)]
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
        asked = f"SELECT {sql.replace('{t}', 't')} FROM {_from(row)} t WHERE {_about(row, 't')}"
        found = await self._ask(asked, params)
        return plain(found[0][0])

    async def is_visible(self, row: Row, principal: Principal) -> bool:
        """The row permission, asked about one row."""
        rule = READABLES[row.type].rows
        condition: Sql | None = rule(principal) if rule else None
        if condition and row.type in DERIVED:
            return _holds(row, condition.text)
        return condition is None or bool(await self.expression(row, condition.text, condition.params))

    async def _ask(self, sql: str, params: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        if (sql, params) not in self.answers:
            speech = dialect_named(database.dialect())
            bound = speech.bound(list(params))
            self.answers[sql, params] = await database.fetch_rows(speech.numbered(sql), bound, primary=True)
        return self.answers[sql, params]


def _is_joined(derived: Row, on: str) -> bool:
    """Derived rows are their owner's anyhow; a relation may want those alone whose column is one word."""
    return on == "TRUE" or _holds(derived, on)


def _holds(derived: Row, condition: str) -> bool:
    column, operator, word = ONE_WORD.fullmatch(condition).groups()
    return (derived[column] == word) is (operator == "=")


def table_of(readable: Readable) -> str:
    assert isinstance(readable.table, str), f"{readable.name} is no table: say in DERIVED what its rows are"
    return readable.table


def _from(row: Row) -> str:
    return table_of(READABLES[row.type])


def _about(row: Row, alias: str) -> str:
    UUID(row["id"])
    return f"{alias}.id = '{row['id']}'"


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

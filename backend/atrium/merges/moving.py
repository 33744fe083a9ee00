"""Rows change their client, and the journal tells which, so that they can change back. One statement a table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from uuid import UUID

from atrium import database
from atrium.contacts import defaults
from atrium.json_table import lines, listed
from atrium.merges.belongings import BELONGINGS, Belonging

MOVING = tuple(one for one in BELONGINGS if one.moves)
WITH_DEFAULT = tuple(one for one in MOVING if one.has_default)

OWN_DEFAULT = "default."  # how the journal calls what was the default of the source's list
FORMER_DEFAULT = "former default."  # and of the survivor's
NO_TRACE = "CAST(NULL AS varchar(32))"


async def journal(source_row: UUID, kind: str, ids: Iterable[object], trace: str | None = None) -> None:
    """Write down rows by hand."""
    sql = f"""INSERT INTO client_merge_row (source_id, kind, row_id, trace)
      SELECT CAST($2 AS {id_type()}), CAST($3 AS varchar(40)), CAST(g.id AS {id_type()}), CAST($4 AS varchar(32))
      FROM ({listed({"id": "text"})}) g"""
    await database.execute(sql, lines((str(one),) for one in ids), source_row, kind, trace)


async def journaled(source_row: UUID, kind: str) -> list[UUID]:
    """The rows of one kind, as written down."""
    sql = "SELECT row_id FROM client_merge_row WHERE source_id = $1 AND kind = $2 ORDER BY id"
    return [as_uuid(row["row_id"]) for row in await database.rows(sql, source_row, kind)]


async def count_journaled(source_row: UUID, kind: str) -> int:
    """How many of one kind are written down: there can be very many."""
    sql = "SELECT count(*) AS n FROM client_merge_row WHERE source_id = $1 AND kind = $2"
    return int((await database.rows(sql, source_row, kind))[0]["n"])


async def move(one: Belonging, source_row: UUID, source: UUID, destination: UUID) -> None:
    """Give the source's rows to the destination, but for those that it has already."""
    params: list[object] = [source_row, source]
    salted = trace_of(one, _bound(params, str(source_row))) if one.traces else NO_TRACE
    double = f" AND NOT {has_double(one, f'= {_bound(params, destination)}')}" if one.same else ""
    sql = f"""INSERT INTO client_merge_row (source_id, kind, row_id, trace)
      SELECT CAST($1 AS {id_type()}), '{one.kind}', t.id, {salted} FROM {one.table} t
      WHERE t.{one.column} = $2 AND {one.which}{double}"""
    await database.execute(sql, *params)
    await database.execute(
        f"""UPDATE {one.table} SET {one.column} = $1{_also(one)} WHERE id IN (
          SELECT r.row_id FROM client_merge_row r WHERE r.source_id = $2 AND r.kind = '{one.kind}')""",
        destination,
        source_row,
    )


async def give_back(one: Belonging, source_row: UUID, source: UUID, destination: UUID) -> int:
    """Give the source back what of its own the survivor has and nobody has changed since; how many rows."""
    params: list[object] = [source, source_row, destination]
    same = f"r.trace = {trace_of(one, _bound(params, str(source_row)))}" if one.traces else "TRUE"
    return await database.execute(
        f"""UPDATE {one.table} SET {one.column} = $1{_also(one)} WHERE id IN (
          SELECT t.id FROM client_merge_row r JOIN {one.table} t ON t.id = r.row_id
          WHERE r.source_id = $2 AND r.kind = '{one.kind}' AND t.{one.column} = $3 AND NOT {one.stays} AND {same})""",
        *params,
    )


def _bound(params: list[object], value: object) -> str:
    """One parameter more, and how the statement calls it."""
    params.append(value)
    return f"${len(params)}"


def _also(one: Belonging) -> str:
    return (", is_default = FALSE" if one.has_default else "") + one.also


def has_double(one: Belonging, whose: str) -> str:
    """Whether a row like `t` belongs to who is named."""
    alike = " AND ".join(f"d.{column} = t.{column}" for column in one.same)
    return f"EXISTS (SELECT 1 FROM {one.table} d WHERE d.{one.column} {whose} AND {alike})"


def trace_of(one: Belonging, salt: str) -> str:
    """SQL of a hash of what can change about `t`."""
    parts = " || '/' || ".join(f"COALESCE(CAST(({each}) AS text), '~')" for each in one.traces)
    return f"md5(CAST({salt} AS text) || {parts})"


def trace(salt: UUID, *parts: object) -> str:
    """The same of values at hand."""
    return hashlib.md5(repr((str(salt), *parts)).encode(), usedforsecurity=False).hexdigest()


async def note_defaults(source_row: UUID, source: UUID, destination: UUID) -> None:
    """Write down what stood first in the lists before their rows move."""
    for one in WITH_DEFAULT:
        for prefix, client_id in ((OWN_DEFAULT, source), (FORMER_DEFAULT, destination)):
            found = await default_of(one.table, client_id)
            if found is not None:
                await journal(source_row, prefix + one.kind, [found])


async def settle_defaults(client_ids: Sequence[UUID]) -> None:
    """Exactly one default in each list that has any row."""
    for one in WITH_DEFAULT:
        for client_id in client_ids:
            await defaults.promote(one.table, client_id)


async def restore_defaults(source_row: UUID, source: UUID, destination: UUID) -> None:
    """What stood first stands first again, where it is still its client's; the survivor's only where its own went."""
    for one in WITH_DEFAULT:
        for row in await journaled(source_row, OWN_DEFAULT + one.kind):
            await defaults.prefer(one.table, source, row)
        if await default_of(one.table, destination) is None:
            for row in await journaled(source_row, FORMER_DEFAULT + one.kind):
                await defaults.prefer(one.table, destination, row)
    await settle_defaults([source, destination])


async def default_of(table: str, client_id: UUID) -> UUID | None:
    """The id of what stands first in a client's list."""
    found = await database.rows(f"SELECT id FROM {table} WHERE client_id = $1 AND is_default", client_id)
    return as_uuid(found[0]["id"]) if found else None


def as_uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def id_type() -> str:
    """What this database keeps ids as."""
    return "uuid" if database.dialect() == "postgres" else "text"

"""What is told of an import costs as many statements for many rows as for few."""

from __future__ import annotations

from atrium import database
from atrium.imports.foretelling import foretell_revert
from atrium.imports.models import RowFate
from tests.imports.given import imported, someone
from tests.statements import counted

STATEMENTS = 15
"""The import, its rows in two pages of which the last is empty, custom fields, and clients with each of their lists."""


async def test_foretelling_a_revert_takes_no_more_statements_for_rows_touched_since():
    by = await someone()
    rows = [{"External id": f"P{n}", "First name": f"Old {n}", "Last name": "Doe"} for n in range(40)]
    await imported(rows, by)
    work = await imported([one | {"First name": f"New {n}", "Last name": "Roe"} for n, one in enumerate(rows)], by)
    await imported([{"External id": f"P{n}", "Last name": "Poe"} for n in range(40)], by)

    async with counted() as statements:
        told = await foretell_revert(work.id, by)

    assert told.count(RowFate.PARTLY_REVERTED) == 40
    assert len(statements) <= STATEMENTS, statements
    assert await database.rows("SELECT 1 FROM client WHERE last_name = 'Roe'") == []

"""However long an import was, what is taken back next is found at once."""

from __future__ import annotations

import pytest

from atrium.graph.reading.sql import Sql
from atrium.imports import foretelling, reverting
from tests.imports.given import imported, someone
from tests.plans import plan_of

PLACES = {"$1": "?uuid", "$2": "?int", "$3": "?int"}


@pytest.mark.parametrize(("sql", "after"), [(f"{reverting.NEXT} 100", ()), (foretelling.NEXT, (1, 7))])
async def test_the_rows_that_go_back_next_are_read_off_an_index_from_its_end(sql: str, after: tuple[int, ...]):
    work = await imported([{"First name": f"Client {n}"} for n in range(20)], await someone())
    for place, kind in PLACES.items():
        sql = sql.replace(place, kind)

    plan = await plan_of(Sql(sql, (work.id, *after)))

    assert "import_row_committed_idx" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan

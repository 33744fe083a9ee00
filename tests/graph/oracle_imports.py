"""Imports in the store that the oracle reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from orjson import dumps

from atrium.folding import fold
from atrium.imports.models import (
    Import,
    ImportCandidate,
    ImportMapping,
    ImportRow,
    ImportState,
    RowFate,
    RowOutcome,
    WhenFound,
)
from atrium.principal import ActorKind
from tests.graph.oracle_row import Row

if TYPE_CHECKING:
    from tests.graph.oracle_population import Population
    from tests.graph.oracle_store import Store

WORDS = ["Änne", 'say "hi"', "back\\slash", "", "😀"]
PLANS = ["null", '{"first_name":"Ada"}', '{"chosen":""}', '{"chosen":"NEW"}']
CHANGES = ("field", "before", "after")


def elements(name: str, column: str) -> Callable[[Store, Row], list[Row]]:
    """The rows of a type that is made of the elements of a JSON list."""

    def found(_: Store, owner: Row) -> list[Row]:
        held = owner[column]
        listed = json.loads(held) if isinstance(held, str) else held
        return [Row(name, {"place": place, "value": one}) for place, one in enumerate(listed)]

    return found


DERIVED = {
    "FieldError": elements("FieldError", "faults"),
    "ImportColumn": elements("ImportColumn", "columns"),
    "ImportChange": elements("ImportChange", "changes"),
    "ImportKept": elements("ImportKept", "kept"),
}
MEMBERS = {
    "FieldError": ("path", "code", "message"),
    "ImportColumn": ("name", "samples", "guess", "certainty", "field", "values"),
    "ImportChange": CHANGES,
    "ImportKept": CHANGES,
}
COLUMNS = {
    kind: {name: lambda row, name=name: row["value"].get(name) for name in names} for kind, names in MEMBERS.items()
}


async def brought(made: Population) -> None:
    """Imports of every state, their rows of every outcome, and saved mappings."""
    imports = [_import(made) for _ in range(4)]
    await Import.bulk_create(imports)
    rows = [_row(made, one, line) for one in imports for line in range(2, 9)]
    await ImportRow.bulk_create(rows)
    several = [(row, client) for row in rows[::3] for client in made.chance.sample(made.clients, 2)]
    candidates = [ImportCandidate(id=made.id(), row_id=row.id, client=one) for row, one in several]
    await ImportCandidate.bulk_create(candidates)
    await ImportMapping.bulk_create([_mapping(made, name) for name in ("Ours", "Änne's", "ours 2")])


def _import(made: Population) -> Import:
    return Import(
        id=made.id(), file_name=made.chance.choice(WORDS) or "a.csv", file_bytes=2**33, kind="CSV", encoding="UTF-8",
        delimiter=made.chance.choice([",", "\t"]), columns=[_column(made, n) for n in range(3)], file_rows=7, total=7,
        state=made.chance.choice(list(ImportState)), is_staged=True, done=made.chance.randint(0, 7), refused=2,
        error=made.chance.choice([None, "It broke."]), by_kind=ActorKind.STAFF, by_id=made.id(),
        by_name=made.chance.choice(WORDS), when_found=made.chance.choice(list(WhenFound)), created_at=made.moment(),
        started_at=made.moment() if made.maybe() else None, finished_at=made.moment() if made.maybe() else None,
    )  # fmt: skip


def _column(made: Population, number: int) -> dict[str, Any]:
    word = made.chance.choice(WORDS)
    return {
        "name": f"{word}{number}", "samples": [word], "guess": "email", "certainty": 95, "field": "",
        "values": {word: True},
    }  # fmt: skip


def _row(made: Population, work: Import, line: int) -> ImportRow:
    word, fate = made.chance.choice(WORDS), made.chance.choice([None, *RowFate])
    changes = json.dumps([{"field": "email", "before": None, "after": [word, 1]}])
    return ImportRow(
        id=made.id(), origin_id=work.id, line=line, outcome=made.chance.choice(list(RowOutcome)),
        cells=json.dumps({"E-mail": word}), faults=_faults(made),
        plan=made.chance.choice(PLANS), changes=changes, kept=changes if made.maybe() else "[]",
        fate=fate, journal="{}" if fate else None,
        client=made.chance.choice(made.clients) if made.maybe() else None,
    )  # fmt: skip


def _faults(made: Population) -> str:
    """As they are kept: without spaces."""
    path = made.chance.choice([[], ["E-mail"], [made.chance.choice(WORDS)]])
    return dumps([{"path": path, "code": made.chance.choice("XY"), "message": made.chance.choice(WORDS)}]).decode()


def has_faults(row: Row, given: dict[str, Any]) -> bool:
    """Whether one fault has one of the places and one of the codes."""
    places, codes = given.get("faultAt"), given.get("faultCode")
    found = json.loads(row["faults"])
    return (places is None and codes is None) or any(
        (places is None or "".join(one["path"]) in places) and (codes is None or one["code"] in codes) for one in found
    )


def _mapping(made: Population, name: str) -> ImportMapping:
    return ImportMapping(
        id=made.id(),
        name=name,
        name_fold=fold(name),
        columns=[{"column": "a", "field": "b"}],
        by_name=made.chance.choice(WORDS),
        created_at=made.moment(),
    )

"""The import contest: a file read, checked, staged and committed, beside loading the very same rows raw.

Raw is the least that it could cost: finished rows, copied into the same empty tables with all their indexes. Run as
`python -m atrium.bench.importing FILE` it imports a file into the database of the environment, in a process of its own,
so that what it takes of memory is its own, too.
"""

from __future__ import annotations

import asyncio
import csv
import json
import os
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from atrium import columns, database, interpreter, settings
from atrium.access.authentication import authenticate
from atrium.bench.asking import HERE
from atrium.bench.belongings import Belongings, Row
from atrium.bench.fill import a_token, writing
from atrium.bench.people import SEED, People, Person
from atrium.bench.scratch import scratch
from atrium.columns import new_id
from atrium.contacts.phones import read_phone
from atrium.faults import Faults
from atrium.ids import Id
from atrium.imports.actions import commit_import, map_import
from atrium.imports.entering import enter
from atrium.imports.inputs import CommitImportInput, MapImportInput
from atrium.imports.models import Import, ImportState
from atrium.imports.reading import spool
from atrium.imports.work import advance
from atrium.principal import Door, Principal

TABLES = (
    "client", "client_email", "client_phone", "client_address", "client_company", "client_tag", "client_search",
    "event", "client_delta",
)  # fmt: skip
GENERATED = {"status"}  # columns that the database derives


async def measure(kind: str, rows: int) -> str:
    """Import so many rows into an empty store, load them raw into another, and say how the two compare."""
    async with scratch(kind) as environment:
        file = Path(environment["ATRIUM_DATA_DIR"]) / "clients.csv"
        write_file(file, rows)
        found = await _imported(file, environment, await a_token())
        loads = [(table, await _rows_of(table)) for table in TABLES]
    async with scratch(kind) as environment:
        raw = await _loaded(loads)
    return _told(found, raw, rows)


def write_file(file: Path, rows: int) -> None:
    """Believable clients with their contacts, as a file has them."""
    people = People(rows, columns.now())
    with file.open("w", encoding="utf-8", newline="") as out:
        writer: csv.DictWriter[str] | None = None
        for batch in people.batches():
            drawn = Belongings(Random(SEED), people.id, people.until)  # noqa: S311 - the same file every time
            for place, person in enumerate(batch):
                drawn.add(person, place)
            for line in _lines(batch, drawn.rows):
                if writer is None:
                    writer = csv.DictWriter(out, list(line))
                    writer.writeheader()
                writer.writerow(line)


def _lines(batch: Sequence[Person], rows: Mapping[str, Sequence[Row]]) -> list[dict[str, Any]]:
    addresses = {row["client_id"]: row for row in reversed(rows["client_address"])}
    companies = {row["client_id"]: row["name"] for row in rows["client_company"]}
    phones = {
        row["client_id"]: row["number"] for row in rows["client_phone"] if read_phone(Faults(), "", row["number"])
    }
    parts = ("line1", "postcode", "city", "region", "country")
    return [
        {
            "externalId": f"shop-{person.number}", "firstName": person.name.first_name,
            "lastName": person.name.last_name, "email": person.mailbox, "phone": phones.get(person.id, ""),
            **{name: addresses.get(person.id, {}).get(name, "") for name in parts},
            "company": companies.get(person.id, ""), "language": person.land.language,
            "currency": person.land.currency, "createdAt": f"{person.at:%Y-%m-%d %H:%M:%S}", "tags": "Imported",
        }
        for person in batch
    ]  # fmt: skip


async def _imported(file: Path, environment: Mapping[str, str], token: str) -> dict[str, Any]:
    command = (sys.executable, "-m", "atrium.bench.importing", str(file), token)
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, env={**os.environ, **environment}
    )
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("The import that was to be measured failed.")
    found: dict[str, Any] = json.loads(said)
    return found


async def _rows_of(table: str) -> list[Row]:
    """The rows as they are in the database, their derived columns left out."""
    found = await database.fetch_rows(f"SELECT * FROM {table} LIMIT 0", (), primary=True)
    assert not found
    rows = await database.rows(f"SELECT * FROM {table}")
    return [{name: value for name, value in row.items() if name not in GENERATED} for row in rows]


async def _loaded(loads: Sequence[tuple[str, list[Row]]]) -> float:
    """How many seconds loading takes."""
    async with writing(settings.current().database_url) as writer:
        began = time.perf_counter()
        for table, rows in loads:
            await writer.write(table, rows)
        return time.perf_counter() - began


def _told(found: Mapping[str, Any], raw: float, rows: int) -> str:
    whole = found["read"] + found["stage"] + found["commit"]
    parts = ", ".join(f"{name} {found[name]:.1f} s" for name in ("read", "stage", "commit"))
    return (
        f"import of {rows:,} rows ({found['committed']:,} of them valid): {rows / whole:,.0f} rows/s ({parts}); "
        f"the same rows raw: {found['committed'] / raw:,.0f} rows/s; ratio {raw / whole:.2f}; "
        f"{found['megabytes']:.0f} MB of memory"
    )


async def _import(file: Path, token: str) -> dict[str, Any]:
    """The whole way of a file, and how long each part of it takes."""
    loaded = settings.load()
    settings.use(loaded)
    interpreter.settle()
    await database.connect(loaded)
    by = await authenticate({"authorization": f"Bearer {token}"}, Door.STAFF, HERE)
    began, spent = time.perf_counter(), {}
    key = await entered(file, by)
    spent["read"] = time.perf_counter() - began
    await map_import(MapImportInput(import_id=Id(str(key)), columns=[]), by)
    spent["stage"] = await _worked_off()
    await commit_import(CommitImportInput(import_id=Id(str(key))), by)
    spent["commit"] = await _worked_off()
    done = await Import.get(id=key)
    assert done.state is ImportState.COMMITTED, done.error
    await database.close()
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return {**spent, "committed": done.committed, "megabytes": peak}


async def entered(file: Path, by: Principal) -> UUID:
    """The import of the file, read."""
    key = new_id()
    await asyncio.to_thread(spool.directory_of(key).mkdir, parents=True)
    size = await asyncio.to_thread(os.path.getsize, file)
    await enter(key, file.name, size, await spool.read(file, spool.rows_of(key)), by)
    return key


async def _worked_off() -> float:
    began = time.perf_counter()
    while await advance():
        pass
    return time.perf_counter() - began


if __name__ == "__main__":
    import uvloop

    print(json.dumps(uvloop.run(_import(Path(sys.argv[1]), sys.argv[2]))))

"""How many rows have which outcome: counted anew where rows were changed by hand, else kept in step."""

from __future__ import annotations

from uuid import UUID

from atrium import database

NAMES = {
    "CREATE": "to_create", "UPDATE": "to_update", "UNCHANGED": "unchanged", "AMBIGUOUS": "ambiguous",
    "REFUSED": "refused", "SKIPPED": "skipped",
}  # fmt: skip


async def recount(import_id: UUID) -> None:
    """Write the counts of the rows as they are, in the caller's transaction."""
    found = await database.rows(
        "SELECT outcome, count(*) AS n FROM import_row WHERE origin_id = $1 GROUP BY outcome", import_id
    )
    counts = dict.fromkeys(NAMES.values(), 0) | {NAMES[row["outcome"]]: int(row["n"]) for row in found}
    sets = ", ".join(f"{name} = {count}" for name, count in counts.items())
    await database.execute(f"UPDATE client_import SET {sets} WHERE id = $1", import_id)

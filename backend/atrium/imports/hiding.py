"""Hashes of passwords are staged, but shown to nobody: what stands for them in cells, samples and files fetched.

The text itself is kept with what the row says of its client, for it is read anew whenever the row is mended. Once the
import is written, it is gone from there too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from atrium import database
from atrium.imports.mapping.hidden import CRYPT, FIELD, HIDDEN
from atrium.imports.vetting import Plan

CHUNK = 500

_HIDING = f"""
SELECT id, line, plan FROM import_row WHERE origin_id = $1 AND line > $2 AND plan LIKE '%"hidden":{{%'
ORDER BY line LIMIT {CHUNK}
"""


def hide(cells: dict[str, str], plan: Plan, columns: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The cells as anybody may see them; what they say is in the plan from then on.

    In a line of a wrong width a hash may stand in any cell.
    """
    secret = set(_hiding(columns))
    if secret:
        plan.hidden = {name: text for name, text in cells.items() if text and (name in secret or CRYPT.match(text))}
    return cells | dict.fromkeys(plan.hidden, HIDDEN)


def whole(cells: Mapping[str, str], plan: str) -> dict[str, str]:
    """The cells as they say it, of those that were shown and maybe mended, and of the plan as it is kept."""
    hidden = Plan.of_json(plan).hidden
    return {name: hidden.get(name, text) if text == HIDDEN else text for name, text in cells.items()}


async def forget_some(import_id: object, behind: int) -> tuple[list[tuple[object, str]], int]:
    """The next rows behind this line that still have such texts, with what is left of what they say; the last's line.

    Only of imports that are over: their rows are never read again.
    """
    rows = await database.rows(_HIDING, import_id, behind)
    return [(row["id"], left_of(Plan.of_json(row["plan"]))) for row in rows], rows[-1]["line"] if rows else behind


def left_of(plan: Plan) -> str:
    """What is kept of a row that is written: whom staff said that it means."""
    return Plan(chosen=plan.chosen).as_json()


def hides(columns: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an import has such texts."""
    return any(_hiding(columns))


def _hiding(columns: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    return (str(one["name"]) for one in columns if one["field"] == FIELD)

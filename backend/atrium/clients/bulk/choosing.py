"""Which clients an act on many is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from atrium import database
from atrium.clients.listing.kept import kept_filter, matching
from atrium.errors import BadUserInput, Fault, Forbidden, InvalidInput
from atrium.graph.reading import filters
from atrium.graph.reading.dialects import dialect_named
from atrium.graph.reading.sql import Sql, all_of, none_of
from atrium.ids import Id
from atrium.principal import Principal

NEEDS = "client.read"
MOST_EXCEPTIONS = 5000
MOST_TOLD = 20


async def chosen(document: Any, except_ids: Sequence[Id] | None, by: Principal) -> Sql:
    """The condition (about `{t}`) for the clients that the list shows this caller for the filter, but for some.

    Raises InvalidInput where the filter names what is gone: all would be more clients than were meant. Raises
    BadUserInput and Forbidden as the list does: whoever sees no client learns of none by counting or copying them.
    """
    if not by.may(NEEDS):
        raise Forbidden(f"You do not have the permission for this. Needed: {NEEDS}.", needs=(NEEDS,))
    kept = await kept_filter(document or {})
    if not kept.is_whole:
        faults = [Fault(("filter", *gone.path), "GONE", gone.message) for gone in kept.gone]
        raise InvalidInput.of(faults)
    pieces = [matching(kept, by)]
    if except_ids:
        if len(except_ids) > MOST_EXCEPTIONS:
            raise BadUserInput(f"At most {MOST_EXCEPTIONS} clients can be left out by name. Narrow the filter instead.")
        pieces.append(none_of(filters.ids_of("{t}.id")(list(except_ids), dialect_named(database.dialect()))))
    return all_of(pieces)


def told(document: Any) -> Any:
    """The filter as it is kept for people to read: long lists are cut, for the job has its clients already."""
    if isinstance(document, dict):
        return {name: told(value) for name, value in document.items()}
    if isinstance(document, list):
        more = [f"… {len(document) - MOST_TOLD} more"] if len(document) > MOST_TOLD else []
        return [told(value) for value in document[:MOST_TOLD]] + more
    return document


def numbered(where: Sql, order: str = "{t}.id") -> Sql:
    """The chosen clients' ids with their places 1, 2, 3 … in an order, as a SELECT."""
    text = f"SELECT {{t}}.id, row_number() OVER (ORDER BY {order}) AS n FROM client {{t}} WHERE {where.text}"
    return Sql(text, where.params).on("t")

"""A ClientFilter that was kept for later: of a saved view, of a job over all that match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from atrium import database
from atrium.clients.listing.filter import CLIENT_FILTER, standing_rule, visible
from atrium.custom_fields.definitions import definitions
from atrium.graph.kept import Kept, revived
from atrium.graph.reading.dialects import dialect_named
from atrium.graph.reading.sql import TRUE, Sql, all_of
from atrium.principal import Principal


async def kept_filter(document: Any) -> Kept:
    """The filter as it can be used now; `gone` says what it names that is no longer there, the rest still holds.

    `document` is JSON as a GraphQL variable would give it. Raises BadUserInput for what is no filter, or too long.
    """
    return (await kept_filters([document]))[0]


async def kept_filters(documents: Sequence[Any], by: Principal | None = None) -> list[Kept]:
    """Several filters as they can be used now; with `by`, without conditions about what that caller may not know."""
    return await revived(CLIENT_FILTER, documents, by)


def matching(kept: Kept, principal: Principal) -> Sql:
    """The condition (about `{t}`) for the clients that the list shows this caller for the same filter.

    Raises Forbidden where it names deleted clients, and the caller may not see them.
    """
    predicate = CLIENT_FILTER.predicate(kept.given, dialect_named(database.dialect()))
    return all_of([standing_rule(kept.given, principal), visible(principal) or TRUE, predicate])


async def missing_custom_fields(several: Sequence[Sequence[Mapping[str, Any]]]) -> list[str | None]:
    """For each value of the condition `customField` a sentence about the keys that are no custom field's, if any."""
    known = {field.key for field in await definitions()}
    return [_absent([one["key"] for one in value if one["key"] not in known]) for value in several]


def _absent(keys: list[str]) -> str | None:
    named = ", ".join(dict.fromkeys(keys))
    return f"There is no custom field {named} any more." if keys else None

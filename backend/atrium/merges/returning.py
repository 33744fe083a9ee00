"""How each thing that a merge gave to the survivor goes back, unless somebody has changed it since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from atrium import database
from atrium.clients import ways_in
from atrium.clients.models import Client
from atrium.events.actions import Change
from atrium.folding import fold_email
from atrium.merges.differing import ALLOWS, CUSTOM, EXTERNAL_ID, LOGIN
from atrium.merges.moving import as_uuid, journaled
from atrium.merges.settling import MADE_DISTINCTION, MADE_EMAIL
from atrium.merges.taking import (
    ASIDE,
    FORMER_VALUE,
    OF_LOGIN,
    OTHER_LOGIN,
    PLAIN,
    TAKEN_ID,
    TAKEN_VALUE,
    WAY_IN,
    exchange_external_ids,
    exchange_login,
    trace_of_login,
)

Counted = tuple[int, int]
"""How many went back, and how many stayed."""

FOLLOWING = ("country", "display_name", "first_fold", "last_fold", "name_fold", "parent_id")
"""What of a client's row is settled when all its rows are back."""

_OWN = (
    "merged_into_id", "login_email", "login_fold", "signpost_email", "signpost_fold", "is_guest", "allow_login",
    "first_name", "last_name", "language", "currency", *OF_LOGIN,
)  # fmt: skip


class Facts:
    """What the merge changed of the survivor itself, as its event tells it."""

    def __init__(self, survivor: Client, told: Sequence[Any]) -> None:
        self.survivor = survivor
        self.told = {one["field"]: (one["before"], one["after"]) for one in told}
        self.changes: list[Change] = []

    def return_plain(self) -> Counted:
        """Names, language, currency, and whether it may log in."""
        columns = {**PLAIN, ALLOWS: "allow_login", "isGuest": "is_guest"}
        named = [field for field in columns if field in self.told]
        back = 0
        for name in named:
            before, after = self.told[name]
            if getattr(self.survivor, columns[name]) == after:
                setattr(self.survivor, columns[name], before)
                self.changes.append(Change(name, after, before))
                back += 1
        if not self.survivor.is_guest and self.survivor.login_fold is None:
            self.survivor.allow_login = False
        return back, len(named) - back


async def return_login(row: UUID, survivor: Client, source: Client, facts: Facts) -> Counted:
    """The survivor has its former login again, if it took the source's and kept it; the source has its own, if free."""
    own, back, lost = (source.signpost_email, source.signpost_fold), 0, False
    if await journaled(row, WAY_IN):
        before, after = facts.told.get(LOGIN, (None, None))
        own = after, after and fold_email(after)
        kept = await database.rows(_TRACE, row, WAY_IN, trace_of_login(survivor))
        lost = not kept or not await _is_free(before and fold_email(before), survivor, source)
        if not lost:
            back = 1
            await ways_in.end_all(survivor.id, OTHER_LOGIN)  # whoever came in with the login that goes back
            exchange_login(survivor, source)
            facts.changes.append(Change(LOGIN, survivor.login_email, before))
            survivor.login_email, survivor.login_fold = before, before and fold_email(before)
    if await _is_free(own[1], survivor, source) and own[1] != survivor.login_fold:
        source.login_email, source.login_fold = own
    if lost:  # what the source would log in with is the survivor's, and the other way round
        source.password_hash = source.verified_at = None
    if source.login_fold is None and not source.is_guest:
        source.allow_login = False
    source.signpost_email = source.signpost_fold = None
    stayed = int(lost or (own[1] is not None and source.login_fold is None))
    return back or int(own[1] is not None and not stayed), stayed


async def keep_locked_out(merged_at: datetime, survivor: Client, sources: Sequence[Client]) -> int:
    """Whom staff have locked out since has no way round it: the sources stay locked out, too; how many."""
    if survivor.allow_login or not await database.rows(_DENIED, survivor.id, merged_at):
        return 0
    able = [one for one in sources if one.allow_login and not one.is_guest]
    for client in able:
        client.allow_login = False
    return len(able)


_DENIED = "SELECT 1 AS one FROM event WHERE client_id = $1 AND action = 'client.login_denied' AND at >= $2 LIMIT 1"
_TRACE = "SELECT 1 AS one FROM client_merge_row WHERE source_id = $1 AND kind = $2 AND trace = $3"


async def _is_free(fold: str | None, *own: Client) -> bool:
    """Whether nobody else logs in with the address."""
    return fold is None or not await Client.exists(login_fold=fold, id__not_in=[one.id for one in own])


async def save(survivor: Client, sources: Sequence[Client]) -> None:
    """Write the clients' own rows, the survivor's first: a login that goes back is free by then."""
    for client in (survivor, *sources):
        await client.save(update_fields=list(_OWN))


async def return_external_id(row: UUID, survivor: Client, source: Client, facts: Facts) -> Counted:
    """The two exchange theirs again. If the survivor has another by now, it keeps that: the source takes its own from
    where a later merge has left it, which leads to the survivor with what the source has, or as a new one.
    """
    if not await journaled(row, TAKEN_ID):
        return 0, 0
    after = facts.told[EXTERNAL_ID][1]
    if survivor.external_id == after:
        await exchange_external_ids(survivor, source)
        facts.changes.append(Change(EXTERNAL_ID, after, survivor.external_id))
        return 1, 0
    for later in await database.rows(_LEFT_WITH, row, TAKEN_ID, survivor.id, after):
        await exchange_external_ids(await Client.get(id=as_uuid(later["id"])), source)
        return 1, 0
    free = after is not None and not await Client.exists(external_id=after)
    source.external_id = after if free else None
    await source.save(update_fields=["external_id"])
    return 0, 1


# Who was merged into the survivor later, and has the id since that the survivor had then.
_LEFT_WITH = """SELECT c.id FROM client_merge m JOIN client_merge_source s ON s.merge_id = m.id
 JOIN client_merge_row r ON r.source_id = s.id AND r.kind = $2 JOIN client c ON c.id = s.client_id
WHERE m.destination_id = $3 AND m.undone_at IS NULL AND c.merged_into_id = $3
 AND c.external_id IS NOT DISTINCT FROM CAST($4 AS varchar(200))
 AND m.at > (SELECT n.at FROM client_merge n JOIN client_merge_source o ON o.merge_id = n.id WHERE o.id = $1)
ORDER BY m.at LIMIT 1"""


async def return_values(row: UUID, survivor_id: UUID, source_id: UUID, facts: Facts) -> int:
    """Custom values that were exchanged go back; how many. Where the survivor has another by now, its former one is
    forgotten.
    """
    taken, former = set(await journaled(row, TAKEN_VALUE)), set(await journaled(row, FORMER_VALUE))
    sql = """SELECT v.id, v.client_id, f.key FROM custom_field_value v JOIN custom_field f ON f.id = v.field_id
      WHERE v.client_id = $1 OR v.client_id = $2 ORDER BY v.id"""
    rows = [
        (as_uuid(one["id"]), as_uuid(one["client_id"]), one["key"])
        for one in await database.rows(sql, survivor_id, source_id)
    ]
    back = 0
    for key in sorted({key for one, _, key in rows if one in taken | former}):
        has = {one for one, client, of in rows if of == key and client == survivor_id}
        lies = {one for one, client, of in rows if of == key and client == source_id} & former
        was_taken = facts.told[f"{CUSTOM}{key}"][1] is not None
        if has <= taken and bool(has) is was_taken:
            await _assign(has, source_id, lies, survivor_id)
            back += 1
        else:
            await _delete("custom_field_value", lies)
    return back


async def _assign(theirs: set[UUID], source_id: UUID, own: set[UUID], survivor_id: UUID) -> None:
    aside = "UPDATE custom_field_value SET place = place + $2 WHERE id = $1"
    for one in own:
        await database.execute(aside, one, ASIDE)
    for one in theirs:
        await database.execute("UPDATE custom_field_value SET client_id = $2 WHERE id = $1", one, source_id)
    for one in own:
        sql = "UPDATE custom_field_value SET client_id = $2, place = place - $3 WHERE id = $1"
        await database.execute(sql, one, survivor_id, ASIDE)


async def _delete(table: str, ids: set[UUID]) -> None:
    for one in ids:
        await database.execute(f"DELETE FROM {table} WHERE id = $1", one)


async def take_away_made(row: UUID, survivor: Client) -> None:
    """What the merge itself added to the survivor goes, unless it logs in with it by now."""
    await _delete("client_distinction", set(await journaled(row, MADE_DISTINCTION)))
    for one in await journaled(row, MADE_EMAIL):
        sql = "DELETE FROM client_email WHERE id = $1 AND client_id = $2 AND fold <> COALESCE($3, '')"
        await database.execute(sql, one, survivor.id, survivor.login_fold)

"""Whatever was changed since a merge stays when it is undone, and is counted; whatever was not goes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atrium.clients.models import Client
from atrium.errors import Refusal
from atrium.merges.belongings import BELONGINGS
from tests.conftest import emptied, share
from tests.journeys import truths
from tests.journeys.acts import Staff
from tests.journeys.ledger import Rows, rows
from tests.merges.given import merged, undone
from tests.merges.test_undoing import EVERYTHING, two_rich_clients
from tests.orders.given import a_product
from tests.tickets.given import a_ticket

EDITS = ["rename", "value", "enter", "edit", "edit", "edit", "tag", "note", "note", "ticket", "ticket", "order", "pay",
         "cancel"]  # fmt: skip
KINDS = {one.table: one.kind for one in BELONGINGS if one.moves and one.column == "client_id"}
NO_EDIT = {"client_id", "is_default", "verified_at", "to_address", "found_by"}
FACTS = ("first_name", "last_name", "language", "currency")


@given(st.lists(st.integers(0, 2**20), min_size=8, max_size=8), st.booleans())
@settings(max_examples=share(6), suppress_health_check=list(HealthCheck))
async def test_what_was_changed_since_stays_and_the_rest_goes_back(drawn: Sequence[int], takes: bool):
    await emptied()
    ada, grace = await two_rich_clients()
    await a_ticket(ada)
    staff, before = Staff(products=[await a_product()]), await rows()
    merge_id = await merged(ada, grace, **(dict.fromkeys(EVERYTHING, ada) if takes else {}))
    after = await rows()
    for seed in filter(None, drawn):
        with suppress(Refusal):
            await (await staff.draw(seed, EDITS)).do()
    edited = await rows()

    did = await undone(merge_id)

    last = await rows()
    stayed = _belongings(before, after, edited, last, ada, grace)
    assert {kind: did.stayed[kind] for kind in stayed} == stayed
    _facts(before, after, edited, last, ada, grace)
    await truths.all_hold()


def _belongings(before: Rows, after: Rows, edited: Rows, last: Rows, source: Client, survivor: Client) -> Counter[str]:
    """Whose each row is that had moved; answers how many of a kind stayed."""
    stayed: Counter[str] = Counter()
    for table, kind in KINDS.items():
        for key, was in before.get(table, {}).items():
            if str(was["client_id"]) != str(source.id) or str(after[table][key]["client_id"]) != str(survivor.id):
                continue
            became, now = after[table][key], edited[table].get(key)
            goes_back = now is not None and all(now[name] == became[name] for name in now if name not in NO_EDIT)
            if table == "client_email" and was["fold"] == last["client"][str(survivor.id)]["login_fold"]:
                goes_back = False  # it has become the login
            if now is not None:
                assert str(last[table][key]["client_id"]) == str(source.id if goes_back else survivor.id), (was, now)
            stayed[kind] += not goes_back
    return stayed


def _facts(before: Rows, after: Rows, edited: Rows, last: Rows, source: Client, survivor: Client) -> None:
    was, became, now, ends = (one["client"][str(survivor.id)] for one in (before, after, edited, last))
    for name in FACTS:
        assert ends[name] == (was[name] if now[name] == became[name] else now[name]), name
        assert last["client"][str(source.id)][name] == before["client"][str(source.id)][name]
    for client in (source, survivor):
        ids = [one["client"][str(client.id)]["external_id"] for one in (before, last)]
        assert ids[0] == ids[1]

"""Whatever staff do, in any order: nothing is lost or doubled, sums stay, lists have one default, every id resolves."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atrium.clients.models import Client
from atrium.errors import Refusal
from tests.conftest import emptied, share
from tests.journeys import truths
from tests.journeys.acts import Staff
from tests.journeys.ledger import Ledger

STEPS = 24
OFTEN = ["link", "merge", "merge", "undo", "undo", "delete", "restore", "order"]
ACTS = [
    "add", "rename", "value", "login", "relogin", "tell_apart", "enter", "enter", "edit", "edit", "tag", "note",
    "ticket", "order", "pay", "cancel", "link", "unlink", "take_address", "erase", *OFTEN,
]  # fmt: skip
seeds = st.lists(st.integers(0, 2**20), min_size=STEPS, max_size=STEPS)  # 0: nothing, so that less is simpler


@given(seeds)
@settings(max_examples=share(8), suppress_health_check=list(HealthCheck))
async def test_whatever_is_done_nothing_is_lost_or_doubled(drawn: Sequence[int]):
    await emptied()
    staff, ledger, external_ids = Staff(), Ledger(), set()
    await staff.open_store(4)
    await ledger.follow()

    for seed in filter(None, drawn):
        act = await staff.draw(seed, ACTS)
        try:
            await act.do()
        except Refusal:
            await ledger.follow("refused")
            continue
        await ledger.follow(act.name)
        await truths.all_hold()
        external_ids = await _known(external_ids if act.name != "erase" else set())
        if act.name in OFTEN:
            await truths.every_name_leads_home(external_ids)

    await truths.what_is_kept_is_what_is_made_anew()


async def _known(so_far: set[str]) -> set[str]:
    now = await Client.filter(external_id__not_isnull=True).values_list("external_id", flat=True)
    return so_far | set(map(str, now))

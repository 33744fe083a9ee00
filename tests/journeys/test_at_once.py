"""Whatever staff do at the same moment: some of it is refused, nothing surprises, and afterwards all is true."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atrium import database
from atrium.errors import Refusal
from atrium.family.lines import line_up
from atrium.ids import Id
from atrium.orders.inputs import CancelOrderInput
from atrium.orders.placing import cancel_order
from tests.conftest import emptied, share
from tests.family.given import a_line_of, linked
from tests.given import a_client
from tests.journeys import truths
from tests.journeys.acts import Staff
from tests.journeys.chance import Act, Doing
from tests.journeys.ledger import Ledger
from tests.journeys.test_any_order import ACTS, OFTEN
from tests.merges.given import merged, undone
from tests.orders.given import SELLER, a_line, a_product, an_order
from tests.removal.given import deleted

BURSTS, AT_ONCE = 5, 5
bursts = st.lists(st.lists(st.integers(0, 2**20), min_size=AT_ONCE, max_size=AT_ONCE), min_size=BURSTS, max_size=BURSTS)


async def outcome(act: Act) -> str:
    """What came of it, as whoever asked is told. Anything but a refusal is a surprise, and fails the test."""
    try:
        await database.retrying(act.do)
    except Refusal as refused:
        return refused.code
    return "DONE"


@given(bursts)
@settings(max_examples=share(6), suppress_health_check=list(HealthCheck))
async def test_whatever_is_done_at_the_same_moment_nothing_is_lost_or_doubled(drawn: Sequence[Sequence[int]]):
    await emptied()
    staff, ledger = Staff(is_alone=False), Ledger()
    await staff.open_store(5)
    for seed in range(2):
        await outcome(await staff.draw(seed, ["link"]))
    await ledger.follow()

    for seeds in drawn:
        acts = [await staff.draw(seed, ACTS if seed % 3 else OFTEN) for seed in filter(None, seeds)]
        await asyncio.gather(*map(outcome, acts))

        await ledger.follow(*(act.name for act in acts))
        await truths.all_hold()
    await truths.every_name_leads_home(set())
    await truths.what_is_kept_is_what_is_made_anew()


async def at_once(*acts: Doing) -> list[str]:
    """What came of each, and that all is true afterwards."""
    outcomes = await asyncio.gather(*(outcome(Act("", act)) for act in acts))
    await truths.all_hold()
    await truths.every_name_leads_home(set())
    return sorted(outcomes)


async def test_of_two_opposite_merges_at_the_same_moment_one_wins():
    ada, grace = await a_client("Ada", external_id="x1"), await a_client("Grace")

    outcomes = await at_once(lambda: merged(ada, grace), lambda: merged(grace, ada))

    assert outcomes == ["DONE", "MERGED"]


async def test_of_a_merge_and_a_deletion_at_the_same_moment_one_wins():
    ada, grace = await a_client("Ada"), await a_client("Grace")

    outcomes = await at_once(lambda: merged(ada, grace), lambda: deleted(ada))

    assert outcomes in (["BLOCKED", "DONE"], ["DELETED", "DONE"])


async def test_of_two_merges_that_only_together_close_a_circle_one_wins():
    """Bob is under Cyd, Dan under Ada: Ada into Bob puts Dan under Bob, Cyd into Dan puts Bob under Dan."""
    cyd, bob = await a_line_of("Cyd", "Bob")
    ada, dan = await a_line_of("Ada", "Dan")

    outcomes = await at_once(lambda: merged(ada, bob), lambda: merged(cyd, dan))

    assert outcomes in (["ANCESTOR", "DONE"], ["DONE", "STALE_PREVIEW"])


async def test_two_undos_that_together_would_close_a_circle_do_not():
    """Both sources stood under a child of the other one, before each was merged."""
    one, other, first, second = [await a_client(name) for name in ("One", "Other", "First", "Second")]
    child, its = await a_client("Child"), await a_client("Its")
    await linked(its, other)
    await linked(one, its)
    await linked(child, one)
    merge = await merged(one, first, parent=first)
    await linked(other, child)
    later = await merged(other, second, parent=second)

    outcomes = await at_once(lambda: undone(merge), lambda: undone(later))

    assert outcomes == ["DONE", "DONE"]
    assert [len(await line_up(client.id)) for client in (one, other)].count(1) == 1


async def test_a_merge_and_a_link_above_it_together_do_not_grow_too_deep():
    top, *_, bottom = await a_line_of("Top", "Upper", "Lower")
    ada, *_ = await a_line_of("Ada", "Child", "Its child")
    above = await a_client("Above")

    outcomes = await at_once(lambda: merged(ada, bottom), lambda: linked(top, above))

    assert outcomes in (["DONE", "TOO_DEEP"], ["BLOCKED", "DONE"])


async def test_what_a_parent_owes_is_right_when_its_own_order_and_its_childs_change_at_the_same_moment():
    parent, child = await a_line_of("Parent", "Child")
    await linked(child, parent, child_bills_parent=True)
    product = await a_product()
    order = await an_order(parent, a_line(product))

    for _ in range(5):
        cancelling = CancelOrderInput(order_id=Id(str(order.id)))
        await at_once(lambda given=cancelling: cancel_order(given, SELLER), lambda: an_order(child, a_line(product)))
        order = await an_order(parent, a_line(product))

"""What is due stays exact whatever becomes of the clients who owe it: linked, merged, brought back."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from tests.given import a_client
from tests.graph.asking import data
from tests.merges.given import linked, merged, undone
from tests.orders.given import a_line, a_product, an_order

DUE = """{
  clientDashboard { tiles { name count amounts { amount currency } } }
  clients(first: 50, filter: {hasBalanceDue: true}) { totalCount nodes { balanceDue { amount currency } } }
}"""


async def told() -> tuple[int, dict[str, Decimal]]:
    """What the tile says, once it says what the list and its rows do."""
    answer = await data(DUE)
    tile = next(one for one in answer["clientDashboard"]["tiles"] if one["name"] == "BALANCE_DUE")
    sums: Counter[str] = Counter()
    for one in (one for client in answer["clients"]["nodes"] for one in client["balanceDue"]):
        sums[one["currency"]] += Decimal(one["amount"])  # type: ignore[assignment]
    amounts: dict[str, Any] = {one["currency"]: Decimal(one["amount"]) for one in tile["amounts"]}
    assert (tile["count"], amounts) == (answer["clients"]["totalCount"], dict(sums))
    return tile["count"], amounts


async def test_what_is_due_stays_exact_through_links_merges_and_undoing():
    ada, bob, cy = [await a_client(name) for name in ("Ada", "Bob", "Cy")]
    euros, yen = await a_product(price="20"), await a_product(price="300", currency="JPY")
    for client, product in ((ada, euros), (ada, yen), (bob, euros), (cy, euros)):
        await an_order(client, a_line(product))
    whole = {"EUR": Decimal(60), "JPY": Decimal(300)}

    before = await told()
    await linked(cy, bob, bills=True)
    billed = await told()
    merge_id = await merged(ada, bob)
    after = await told()
    await undone(merge_id)
    again = await told()

    assert (before, billed, after, again) == ((3, whole), (2, whole), (1, whole), (2, whole))

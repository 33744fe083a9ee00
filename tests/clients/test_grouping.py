"""How sure groups are, and what counts as the same: arithmetic without a database."""

from __future__ import annotations

from itertools import combinations
from uuid import UUID

import pytest

from atrium.clients.duplicates.grouping import groups_of, score_of
from atrium.clients.duplicates.marks import plain_tax_id
from atrium.clients.duplicates.queries import DuplicateRule


def test_a_group_is_as_sure_as_its_surest_pair():
    ada, bob, eve = (UUID(int=number) for number in (1, 2, 3))

    (group,) = groups_of({(0, 7): [ada, bob], (3, 8): [bob, eve]}, set())

    assert (group.members, group.score, group.rules) == ((ada, bob, eve), 90, 0b1001)
    assert groups_of({(0, 7): [ada, bob]}, {(ada, bob)}) == []


def test_the_rules_are_in_the_order_of_their_sureness():
    rules = ("EMAIL", "TAX_ID", "PHONE", "NAME_AND_POSTCODE")
    scores = [score_of([DuplicateRule(rule)]) for rule in rules]

    assert scores == sorted(scores, reverse=True)
    assert all(score_of([DuplicateRule(a), DuplicateRule(b)]) >= 90 for a, b in combinations(rules, 2))


@pytest.mark.parametrize(
    ("tax_id", "country", "plain"),
    [("DE 136.695.976", "", "DE136695976"), ("136695976", "DE", "DE136695976"), ("094259216", "GR", "EL094259216"),
     ("12-34", "US", "1234")],
)  # fmt: skip
def test_a_tax_id_has_one_plain_form(tax_id: str, country: str, plain: str):
    assert plain_tax_id(tax_id, country) == plain

"""Which clients hang together by what is the same, and how sure that is. Pure arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import prod
from uuid import UUID

from atrium.clients.duplicates.marks import RULES
from atrium.clients.duplicates.queries import DuplicateRule

SHARED_BY_MOST = 20
"""What more clients than this have in common is no evidence: a switchboard's number, the address of an agency."""

SURENESS = {
    DuplicateRule.EMAIL: 0.9,
    DuplicateRule.TAX_ID: 0.85,
    DuplicateRule.PHONE: 0.75,
    DuplicateRule.NAME_AND_POSTCODE: 0.6,
}
"""How often each alone is right; together they are as wrong as all of them at once."""

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Group:
    """Its members in the order of their ids, its surest pair's score out of 100, and a bit for each rule."""

    members: tuple[UUID, ...]
    score: int
    rules: int

    @property
    def id(self) -> UUID:
        return self.members[0]


def pair_of(one: UUID, other: UUID) -> Pair:
    """The two as a distinction keeps them: the lower id first."""
    return (one, other) if one < other else (other, one)


def score_of(rules: Iterable[DuplicateRule]) -> int:
    """Out of 100."""
    return round(100 * (1 - prod(1 - SURENESS[rule] for rule in set(rules))))


def rules_in(bits: int) -> list[DuplicateRule]:
    """The rules of a group, the surest first."""
    return [rule for place, rule in enumerate(RULES) if bits & 1 << place]


def bit_of(rule: DuplicateRule) -> int:
    """The rule's bit; none for a rule by which no group is made."""
    return 1 << RULES.index(rule) if rule in RULES else 0


def groups_of(holders: Mapping[tuple[int, int], Iterable[UUID]], told_apart: set[Pair]) -> list[Group]:
    """The groups by who has each (place of the rule, key) in common, without the pairs of whom it was told."""
    alike: dict[Pair, int] = defaultdict(int)
    for (place, _), clients in holders.items():
        for pair in combinations(sorted(clients), 2):
            alike[pair] |= 1 << place
    leads = _Leads()
    kept = [(pair, rules) for pair, rules in alike.items() if pair not in told_apart]
    for (one, other), _ in kept:
        leads.join(one, other)
    members: dict[UUID, set[UUID]] = defaultdict(set)
    scores: dict[UUID, int] = defaultdict(int)
    bits: dict[UUID, int] = defaultdict(int)
    for pair, rules in kept:
        lead = leads.of(pair[0])
        members[lead].update(pair)
        scores[lead] = max(scores[lead], score_of(rules_in(rules)))
        bits[lead] |= rules
    return [Group(tuple(sorted(those)), scores[lead], bits[lead]) for lead, those in members.items()]


class _Leads:
    """Who stands for whom: joined clients have the same lead, the lowest id."""

    def __init__(self) -> None:
        self.above: dict[UUID, UUID] = {}

    def of(self, one: UUID) -> UUID:
        lead = one
        while (above := self.above.get(lead, lead)) != lead:
            lead = above
        while (above := self.above.get(one, one)) != lead:
            self.above[one], one = lead, above
        return lead

    def join(self, one: UUID, other: UUID) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        self.above[high] = low

"""Which clients hang together by what is the same, and how sure that is. Pure arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from math import prod
from operator import or_
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
    every = sorted({one for clients in holders.values() for one in clients})
    places = {one: place for place, one in enumerate(every)}  # whole numbers are compared and hashed much faster
    apart = {(places[one], places[other]) for one, other in told_apart if one in places and other in places}
    alike: dict[tuple[int, int], int] = defaultdict(int)
    for (rule, _), clients in holders.items():
        for pair in combinations(sorted(places[one] for one in clients), 2):
            alike[pair] |= 1 << rule
    leads, kept = list(range(len(every))), [(pair, rules) for pair, rules in alike.items() if pair not in apart]
    for (one, other), _ in kept:
        low, high = sorted((_lead(leads, one), _lead(leads, other)))
        leads[high] = low
    members: dict[int, set[int]] = defaultdict(set)
    bits: dict[int, set[int]] = defaultdict(set)
    for pair, rules in kept:
        lead = _lead(leads, pair[0])
        members[lead].update(pair)
        bits[lead].add(rules)
    return [_group([every[one] for one in sorted(those)], bits[lead]) for lead, those in members.items()]


def _group(members: list[UUID], pairs: set[int]) -> Group:
    return Group(tuple(members), max(score_of(rules_in(rules)) for rules in pairs), reduce(or_, pairs))


def _lead(leads: list[int], one: int) -> int:
    """Who stands for this one: the lowest of those joined."""
    while leads[one] != one:
        leads[one] = one = leads[leads[one]]
    return one

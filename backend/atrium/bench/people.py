"""Clients in bulk, drawn by a fixed seed: the rows that the rooms' actions would have written, made without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from atrium.clients.actions import FIRST_NUMBER
from atrium.clients.models import ClientOrigin, ClientStatus
from atrium.clients.names import Name
from atrium.folding import fold
from atrium.seeds.lands import Land, lands

SEED = 20_261_122
SPAN = timedelta(days=3 * 365)
BATCH = 5000
FAMILY = 100  # of so many clients in a row the first is the parent of the next three
CHILDREN = 3
STATUSES = {
    ClientStatus.ACTIVE: 70.0,
    ClientStatus.UNVERIFIED: 13.0,
    ClientStatus.LOGIN_DISABLED: 7.0,
    ClientStatus.GUEST: 8.0,
    ClientStatus.DELETED: 1.2,
    ClientStatus.MERGED: 0.8,
}
ORIGINS = {
    ClientOrigin.STAFF: 20.0,
    ClientOrigin.SELF_REGISTERED: 50.0,
    ClientOrigin.IMPORT: 20.0,
    ClientOrigin.API: 10.0,
}
MAILBOXES = ("example.com", "example.org", "example.net", "mail.example.com", "post.example.org")
NOT_PLAIN = re.compile(r"[^a-z0-9]")


@dataclass(slots=True)
class Person:
    """A client before its rows. `country`: of its default address. `login`: the address it logs in with, if any."""

    id: UUID
    number: int
    at: datetime
    land: Land
    name: Name
    company: str
    mailbox: str
    country: str
    status: ClientStatus
    origin: ClientOrigin
    family: UUID | None = None

    @property
    def login(self) -> str | None:
        may = self.status in (ClientStatus.ACTIVE, ClientStatus.UNVERIFIED)
        return self.mailbox if may else None

    @property
    def verified_at(self) -> datetime | None:
        return self.at + timedelta(minutes=3) if self.status is ClientStatus.ACTIVE else None


class People:
    """So many people who came within the three years before `until`, ever more of them as time went by."""

    def __init__(self, count: int, until: datetime) -> None:
        self.count = count
        self.until = until - timedelta(minutes=10)
        self.chance = Random(SEED)  # noqa: S311 - the same store every time, nothing secret
        self.lands = [land for land in lands() for _ in range(land.share)]
        self.family: UUID | None = None

    def batches(self) -> Iterator[list[Person]]:
        for begin in range(0, self.count, BATCH):
            yield [self._person(place) for place in range(begin, min(begin + BATCH, self.count))]

    def id(self, at: datetime) -> UUID:
        """A UUIDv7 of that moment."""
        bits = self.chance.getrandbits(74)
        head = int(at.timestamp() * 1000) << 80 | 0x7 << 76 | (bits >> 62) << 64
        return UUID(int=head | 0b10 << 62 | bits & (1 << 62) - 1)

    def _person(self, place: int) -> Person:
        chance, is_head = self.chance, place % FAMILY == 0
        at = self.until - SPAN * (1 - ((place + chance.random()) / self.count) ** 0.6)
        land = chance.choice(self.lands)
        status = ClientStatus.ACTIVE if is_head else _one(chance, STATUSES)
        is_guest = status is ClientStatus.GUEST
        first, last = chance.choice(land.first_names), self._last_name(land)
        number = FIRST_NUMBER + place
        person = Person(
            id=self.id(at),
            number=number,
            at=at,
            land=land,
            name=named(first, last),
            company=f"{_shown(last)} {land.company_form}" if chance.random() < 0.475 else "",
            mailbox=f"{plain(first)}.{plain(last)}.{number}@{chance.choice(MAILBOXES)}",
            country=land.country if chance.random() < 0.95 else "",
            status=status,
            origin=ClientOrigin.GUEST_CHECKOUT if is_guest else _one(chance, ORIGINS),
            family=None if is_head else self.family,
        )
        self.family = person.id if is_head else self.family
        return person

    def _last_name(self, land: Land) -> str:
        """Every fourth has a double name: rare names are searched for, too."""
        last = self.chance.choice(land.last_names)
        if "=" in last or self.chance.random() < 0.75:
            return last
        return f"{last}-{self.chance.choice(land.last_names)}"


def client_row(person: Person, place: int, until: datetime) -> dict[str, Any]:
    """The row of the table `client`; `place` is the person's in the whole store."""
    status, is_child = person.status, 0 < place % FAMILY <= CHILDREN
    gone_at = min(person.at + timedelta(days=40), until)
    return {
        "id": person.id,
        "number": person.number,
        "version": 1,
        "origin": person.origin.value,
        **asdict(person.name),
        "is_guest": status is ClientStatus.GUEST,
        "allow_login": person.login is not None,
        "login_email": person.login,
        "login_fold": person.login,
        "verified_at": person.verified_at,
        "language": person.land.language,
        "currency": person.land.currency,
        "country": person.country,
        "external_id": f"shop-{person.number}" if place % 4 == 0 else None,
        "parent_id": person.family if is_child else None,
        "merged_into_id": person.family if status is ClientStatus.MERGED else None,
        "created_at": person.at,
        "updated_at": person.at,
        "last_login_at": person.verified_at and person.verified_at + (until - person.verified_at) * (place % 97 / 97),
        "deleted_at": gone_at if status is ClientStatus.DELETED else None,
    }


def _one(chance: Random, shares: dict[Any, float]) -> Any:
    return chance.choices(list(shares), list(shares.values()))[0]


@cache
def named(first: str, last: str) -> Name:
    """The names as the client's row keeps them; folding is slow and there are few."""
    return Name.of(_shown(first), _shown(last), "")


@cache
def plain(name: str) -> str:
    """The name as it stands in an address: in Latin letters without marks."""
    return NOT_PLAIN.sub("", fold(name.partition("=")[2] or name)) or "client"


def _shown(name: str) -> str:
    return name.partition("=")[0]

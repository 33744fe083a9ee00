"""Inventing clients: who they are, when they came, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import phonenumbers

from atrium.clients.inputs import AddClientInput
from atrium.clients.models import ClientOrigin
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.folding import fold
from atrium.principal import SYSTEM, ActorKind, Principal
from atrium.seeds.lands import Land, lands

DAYS = 3 * 365
WEEKDAYS = (1.25, 1.3, 1.2, 1.15, 1.0, 0.55, 0.5)
HOURS = (1, 1, 0, 0, 0, 1, 2, 4, 8, 12, 14, 13, 10, 11, 13, 13, 12, 11, 10, 10, 11, 9, 6, 3)
SEASON = {11: 1.35, 12: 1.5, 1: 0.85, 7: 0.8, 8: 0.8}
ORIGINS = {
    ClientOrigin.SELF_REGISTERED: 44,
    ClientOrigin.STAFF: 21,
    ClientOrigin.IMPORT: 17,
    ClientOrigin.GUEST_CHECKOUT: 11,
    ClientOrigin.API: 7,
}
IMPORTED_ON = (0.04, 0.31, 0.62)
"""When files were imported, as parts of the three years."""

STAFF = tuple(Principal(ActorKind.STAFF, None, name) for name in ("Marta Vogel", "Tom Okafor", "Yuki Hara"))
PROGRAM = Principal(ActorKind.TOKEN, None, "Web shop")
MAILBOXES = ("example.org", "example.com", "example.net", "mail.example.org", "post.example.com", "inbox.example.net")
TAGS = ("VIP", "Wholesale", "Newsletter", "Reseller", "Local pickup", "Press", "Net 30")
TRADES = ("Studio", "Books", "Coffee", "Design", "Trading", "Foods", "Garden", "Optics", "Cycles", "Media")
REASONS = ("Card reported stolen", "Asked us to close the account", "Repeated chargebacks", "Duplicate account", "")


@dataclass(frozen=True, slots=True)
class Life:
    """A client to be, and the moments (UTC) of its life; None for what did not happen."""

    given: AddClientInput
    by: Principal
    origin: ClientOrigin
    added_at: datetime
    verified_at: datetime | None = None
    seen_at: datetime | None = None
    locked_at: datetime | None = None
    reason: str = ""


def lives(count: int, until: datetime, chance: Random, there: int) -> list[Life]:
    """So many lives, in the order in which they began. `there` clients exist already, under other addresses."""
    origins = chance.choices(list(ORIGINS), list(ORIGINS.values()), k=count)
    days = _Days(until, chance)
    begun = sorted((days.pick(origin), place) for place, origin in enumerate(origins))
    inventor = _Inventor(chance, there)
    return [inventor.life(origins[place], added_at, until) for added_at, place in begun]


class _Days:
    """Days more likely the later they are, and livelier during the week and before Christmas."""

    def __init__(self, until: datetime, chance: Random) -> None:
        self.chance = chance
        self.until = until
        self.days = [until - timedelta(days=back) for back in range(DAYS, -1, -1)]
        self.weights = [
            (1 + 2 * place / DAYS) * WEEKDAYS[day.weekday()] * SEASON.get(day.month, 1)
            for place, day in enumerate(self.days)
        ]

    def pick(self, origin: ClientOrigin) -> datetime:
        """A moment before `until`; files are imported on a few days only."""
        if origin is ClientOrigin.IMPORT:
            began = self.until - timedelta(days=DAYS * (1 - self.chance.choice(IMPORTED_ON)))
            return began.replace(hour=9) + timedelta(seconds=self.chance.uniform(0, 1200))
        day = self.chance.choices(self.days, self.weights)[0]
        moment = day.replace(hour=self.chance.choices(range(24), HOURS)[0]) + timedelta(
            seconds=self.chance.uniform(-1800, 1800)
        )
        return min(moment, self.until - timedelta(seconds=self.chance.uniform(60, 7200)))


class _Inventor:
    """Draws one client after the other, no two with one address."""

    def __init__(self, chance: Random, there: int) -> None:
        self.chance = chance
        self.there = there
        self.count = there
        self.addresses: set[str] = set()
        self.lands = lands()
        self.shares = [land.share for land in self.lands]

    def life(self, origin: ClientOrigin, added_at: datetime, until: datetime) -> Life:
        self.count += 1
        given = self._given(origin)
        by = self._actor(origin, given)
        verified_at = self._verified_at(given, added_at, until)
        seen_at = verified_at and verified_at + (until - verified_at) * self.chance.random() ** 0.5
        locked_at, reason = None, ""
        if given.allow_login and added_at < until - timedelta(days=30) and self._happens(0.04):
            locked_at = (seen_at or added_at) + timedelta(days=self.chance.uniform(1, 20))
            locked_at = min(locked_at, until - timedelta(minutes=5))
            reason = self.chance.choice(REASONS)
        return Life(given, by, origin, added_at, verified_at, seen_at, locked_at, reason)

    def _given(self, origin: ClientOrigin) -> AddClientInput:
        land = self.chance.choices(self.lands, self.shares)[0]
        first, _, first_latin = self.chance.choice(land.first_names).partition("=")
        last, _, last_latin = self.chance.choice(land.last_names).partition("=")
        is_company = self._happens(0.05)
        may_log_in = origin is not ClientOrigin.GUEST_CHECKOUT and not (
            origin is ClientOrigin.STAFF and self._happens(0.25)
        )
        has_email = may_log_in or origin is ClientOrigin.GUEST_CHECKOUT or self._happens(0.4)
        return AddClientInput(
            first_name="" if is_company else first,
            last_name="" if is_company else last,
            allow_login=may_log_in,
            email=self._email(first_latin or first, last_latin or last) if has_email else None,
            phone=self._phone(land) if self._happens(0.6) else None,
            company=self._company(land, last) if is_company or self._happens(0.18) else None,
            address=self._address(land) if self._happens(0.88) else None,
            language=land.language,
            currency=land.currency,
            external_id=f"legacy-{20000 + self.count}" if origin is ClientOrigin.IMPORT else None,
            tags=self.chance.sample(TAGS, self.chance.choice((1, 1, 2))) if self._happens(0.2) else None,
        )

    def _actor(self, origin: ClientOrigin, given: AddClientInput) -> Principal:
        if origin is ClientOrigin.API:
            return PROGRAM
        if origin in (ClientOrigin.STAFF, ClientOrigin.IMPORT):
            return self.chance.choice(STAFF)
        name = f"{given.first_name} {given.last_name}".strip()
        return Principal(ActorKind.CLIENT, None, name) if name else SYSTEM

    def _verified_at(self, given: AddClientInput, added_at: datetime, until: datetime) -> datetime | None:
        """Most follow their link within the hour, some within days, some never."""
        if not given.allow_login or not self._happens(0.84):
            return None
        moment = added_at + timedelta(minutes=min(self.chance.lognormvariate(2.5, 2), 9500))
        return moment if moment < until else None

    def _email(self, first: str, last: str) -> str:
        spelt = "".join(sign for sign in fold(f"{first}.{last}") if sign.isascii() and (sign.isalnum() or sign == "."))
        name = spelt.strip(".") if self._happens(0.7) else f"{spelt[:1]}.{spelt.partition('.')[2]}".strip(".")
        address = f"{name}@{self.chance.choice(MAILBOXES)}"
        if self.there or address in self.addresses:
            address = address.replace("@", f"{self.count}@")
        self.addresses.add(address)
        return address

    def _phone(self, land: Land) -> str:
        example = phonenumbers.example_number_for_type(land.country, phonenumbers.PhoneNumberType.MOBILE)
        assert example is not None, f"no mobile numbers are known of {land.country}"
        text = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
        return text[:-5] + f"{self.chance.randrange(100000):05}"

    def _company(self, land: Land, name: str) -> CompanyInput:
        legal = f"{name} {self.chance.choice(TRADES)} {land.company_form}"
        return CompanyInput(name=legal, registration_number=f"{land.country} {self.chance.randrange(10**6):06}")

    def _address(self, land: Land) -> AddressInput:
        city, region, postcode = self.chance.choice(land.towns)
        line = f"{self.chance.choice(land.streets)} {self.chance.randrange(1, 180)}"
        return AddressInput(line1=line, city=city, region=region, postcode=postcode, country=land.country)

    def _happens(self, probability: float) -> bool:
        return self.chance.random() < probability

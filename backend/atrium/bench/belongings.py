"""What comes with a client: ways to reach it, what it is found by, what happened to it, which mails it got."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from phonenumbers import country_code_for_region

from atrium.bench.people import Person, client_row
from atrium.clients.search import Findable, document_for
from atrium.folding import sort_key
from atrium.mail.rendering import Rendered, render
from atrium.principal import ActorKind

Row = dict[str, Any]
Rows = dict[str, list[Row]]
NewId = Callable[[datetime], UUID]

ACTOR = "Marta Vogel"


class Belongings:
    """Draws the rows of one person after the other into `rows`, by table, in an order that keeps foreign keys."""

    def __init__(self, chance: Random, new_id: NewId, until: datetime) -> None:
        self.chance = chance
        self.new_id = new_id
        self.until = until
        tables = ("client", "client_email", "client_phone", "client_address", "client_company", "client_search")
        self.rows: Rows = {table: [] for table in (*tables, "event", "email_message")}

    def add(self, person: Person, place: int) -> None:
        self.rows["client"].append(client_row(person, place, self.until))
        emails, phones = self._emails(person), self._phones(person)
        self._addresses(person)
        companies = self._companies(person)
        found_by = Findable(
            person.number, person.name.display_name, person.name.first_name, person.name.last_name,
            f"shop-{person.number}" if place % 4 == 0 else None, emails, phones, companies,
        )  # fmt: skip
        document = {"number": person.number, "client_id": person.id, "document": document_for(found_by)}
        self.rows["client_search"].append(document)
        self._events(person)
        self._mails(person)

    def _list(self, table: str, person: Person, entries: list[Row]) -> None:
        """A list's first entry is its default."""
        for place, entry in enumerate(entries):
            at = person.at + timedelta(days=place)
            own = {"id": self.new_id(at), "client_id": person.id, "is_default": place == 0, "created_at": at}
            self.rows[table].append(own | entry)

    def _emails(self, person: Person) -> list[str]:
        addresses = [person.mailbox, f"office.{person.mailbox}"][: 1 + (self.chance.random() < 0.5)]
        proofs = (person.verified_at, None)
        entries = [
            {"address": address, "fold": address, "label": "", "verified_at": proof}
            for address, proof in zip(addresses, proofs, strict=False)
        ]
        self._list("client_email", person, entries)
        return addresses

    def _phones(self, person: Person) -> list[str]:
        """1.2 each, on the average."""
        several = self.chance.choices((0, 1, 2), (5, 70, 25))[0]
        code = calling_code(person.land.country)
        numbers = [f"+{code}{self.chance.randrange(2 * 10**8 + place, 10**9)}" for place in range(several)]
        country = {"country": person.land.country, "label": ""}
        self._list("client_phone", person, [{"number": number} | country for number in numbers])
        return numbers

    def _addresses(self, person: Person) -> None:
        """1.1 each, on the average; none for who has no country."""
        several = 1 + (self.chance.random() < 0.16) if person.country else 0
        self._list("client_address", person, [self._address(person) for _ in range(several)])

    def _address(self, person: Person) -> Row:
        city, region, postcode = self.chance.choice(person.land.towns)
        street = f"{self.chance.choice(person.land.streets)} {self.chance.randrange(1, 160)}"
        place = {"label": "", "line1": street, "line2": "", "city": city, "region": region}
        return place | {"postcode": postcode, "country": person.country}

    def _companies(self, person: Person) -> list[tuple[str, str]]:
        """0.5 each, on the average."""
        if not person.company:
            return []
        names = [person.company, f"{person.company} Logistics"][: 1 + (self.chance.random() < 0.05)]
        found = [(name, f"{person.country}{self.chance.randrange(10**8, 10**9)}") for name in names]
        entries = [
            {"name": name, "name_fold": folded(name), "tax_id": tax_id, "registration_number": ""}
            for name, tax_id in found
        ]
        self._list("client_company", person, entries)
        return found

    def _events(self, person: Person) -> None:
        """Two each, on the average."""
        self._event(person, "client.added", person.at, ActorKind.STAFF, ("allowLogin", None, person.login is not None))
        if person.verified_at:
            proof = ("verifiedAt", None, person.verified_at.isoformat())
            self._event(person, "client.email_verified", person.verified_at, ActorKind.CLIENT, proof)
        if self.chance.random() < 0.3:
            at = min(person.at + timedelta(days=self.chance.randrange(1, 90)), self.until)
            self._event(person, "client.updated", at, ActorKind.STAFF, ("language", "en", person.land.language))

    def _event(
        self, person: Person, action: str, at: datetime, kind: ActorKind, change: tuple[str, object, object]
    ) -> None:
        field, before, after = change
        row = {"id": self.new_id(at), "at": at, "action": action, "client_id": person.id, "actor_kind": kind.value}
        row |= {"actor_id": person.id, "actor_name": person.name.display_name}
        if kind is ActorKind.STAFF:
            row |= {"actor_id": None, "actor_name": ACTOR}
        changes = json.dumps([{"field": field, "before": before, "after": after}])
        self.rows["event"].append(row | {"changes": changes, "reason": ""})

    def _mails(self, person: Person) -> None:
        """One each, on the average."""
        several = 1 + (self.chance.random() < 0.2) if person.login else 0
        for place in range(several):
            self._mail(person, min(person.at + timedelta(hours=place), self.until))

    def _mail(self, person: Person, at: datetime) -> None:
        words, message_id = letter(person.land.language), self.new_id(at)
        row = {"id": message_id, "client_id": person.id, "kind": "verify_email", "dedupe_key": f"bench:{message_id}"}
        row |= {"to_address": person.mailbox, "subject": words.subject, "text": words.text, "html": words.html}
        sent = {"state": "SENT", "attempts": 1, "run_at": at, "created_at": at, "sent_at": at}
        self.rows["email_message"].append(row | sent)


@cache
def letter(language: str) -> Rendered:
    """A mail's words; the same for all who read this language."""
    return render("verify_email", language, {"name": "Ada", "choose": ""})


@cache
def folded(company: str) -> str:
    return sort_key(company, 800)


@cache
def calling_code(country: str) -> int:
    return country_code_for_region(country)

"""A store as hostile to readers as real ones are: every status and script, ties in every order, gaps everywhere."""

from __future__ import annotations

from uuid import UUID

from atrium import database
from atrium.clients.models import Client, ClientNote, ClientOrigin, ClientSearch, ClientTag
from atrium.clients.search import Findable, document_for
from atrium.contacts.models import ClientAddress, ClientCompany, ClientEmail, ClientPhone, LoginChange
from atrium.dashboard.rollup import rebuild
from atrium.events.models import Event
from atrium.folding import digits_of, fold, fold_email
from atrium.mail.failures import MARKER
from atrium.mail.models import EmailMessage, MailState
from atrium.principal import ActorKind
from tests.graph.oracle_chance import Rows
from tests.graph.oracle_custom import customised
from tests.graph.oracle_entered import entered
from tests.graph.oracle_families import linked
from tests.graph.oracle_imports import brought
from tests.graph.oracle_jobs import worked
from tests.graph.oracle_merges import joined
from tests.graph.oracle_orders import ordered
from tests.graph.oracle_shoppers import signed_in, verified
from tests.graph.oracle_staff import staffed
from tests.graph.oracle_tickets import ticketed

NAMES = [
    "", "Ada", "ada", "Änne", "Anne", "Łukasz", "Øystein", "José", "Jose", "O'Brien", 'Jo "The" Doe', "50% off", "a_b",
    "back\\slash", "李小龙", "李", "Владимир", "محمد", "ﬁnn", "Straße", "Strasse",
    "😀 Smith", "Zoë", "zz", "İpek", "12", "Ελένη",
]  # fmt: skip
WORDS = ["VIP", "Großhandel", "a_b", "100%", "Büro", 'say "hi"', "vip2"]
COMPANIES = ["Bücher & Söhne", "Ada's Engines", "100% Wolle", "株式会社", "a_b GmbH", "", 'The "Best"']
COUNTRIES = ["DE", "FR", "JP", "US"]
VALUES = [None, "", "Änne", 12, 1.5, True, ["x", None], {"b": 1, "a": [False]}, 'quote " and \\']


class Population(Rows):
    """Makes a store's rows."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.clients: list[Client] = []

    def client(self, number: int) -> Client:
        first, last = self.chance.choice(NAMES), self.chance.choice(NAMES)
        shown = f"{first} {last}".strip() or "Nobody"
        login = self.maybe(0.6)
        address = f"{self.chance.choice(['Ada', 'b%c', 'd_e', 'zoë'])}.{number}@Example.org"
        deleted = self.moment() if self.maybe(0.12) else None
        was = f"was.{number % 7}@Example.org" if self.maybe(0.3) else None
        return Client(
            id=self.id(),
            number=number,
            version=self.chance.randint(1, 9),
            origin=self.chance.choice(list(ClientOrigin)),
            first_name=first,
            last_name=last,
            display_name=shown,
            first_fold=fold(first),
            last_fold=fold(last),
            name_fold=fold(shown),
            is_guest=self.maybe(0.1),
            allow_login=login,
            login_email=address if login else None,
            login_fold=fold_email(address) if login else None,
            signpost_email=was,
            signpost_fold=was and fold_email(was),
            verified_at=self.moment() if self.maybe() else None,
            language=self.chance.choice(["en", "de-AT"]),
            currency=self.chance.choice(["EUR", "CHF", "JPY"]),
            country=self.chance.choice(["", *COUNTRIES]),
            external_id=f"shop_{number}%" if self.maybe(0.4) else None,
            parent=self.earlier(0.35),
            merged_into=self.earlier(0.12),
            created_at=self.moment(),
            updated_at=self.moment(),
            last_login_at=self.moment() if self.maybe() else None,
            deleted_at=deleted,
            erased_at=deleted if deleted and self.maybe(0.3) else None,
        )

    def earlier(self, odds: float) -> Client | None:
        standing = [one for one in self.clients if one.merged_into_id is None]
        return self.chance.choice(standing) if standing and self.maybe(odds) else None

    def contacts(self, client: Client) -> tuple[list, list, list, list, list]:
        counts = [self.chance.choice([0, 1, 1, 2, 3]) for _ in range(5)]
        default = lambda place: place == 0 and self.maybe(0.9)  # noqa: E731
        common = lambda place: {  # noqa: E731
            "id": self.id(),
            "client": client,
            "is_default": default(place),
            "created_at": self.moment(),
        }
        emails = [self.email(client, place, common(place)) for place in range(counts[0])]
        phones = [
            ClientPhone(
                **common(place),
                number=f"+4930{client.number}{place}0",
                formatted=f"+49 30 {client.number}{place}0" if place else "",
                country=self.chance.choice(["", "DE"]),
            )
            for place in range(counts[1])
        ]
        addresses = [
            ClientAddress(
                **common(place),
                label="",
                line1=self.chance.choice(NAMES[1:]),
                city="Köln",
                country=self.chance.choice(COUNTRIES),
            )
            for place in range(counts[2])
        ]
        companies = [self.company(common(place)) for place in range(counts[3])]
        tags = [
            ClientTag(id=self.id(), client=client, label=word, fold=fold(word))
            for word in self.chance.sample(WORDS, counts[4])
        ]
        return emails, phones, addresses, companies, tags

    def email(self, client: Client, place: int, common: dict) -> ClientEmail:
        address = (
            client.login_email if place == 0 and client.login_email else f"Mail_{place}%{client.number}@bücher.example"
        )
        verified = self.moment() if self.maybe() else None
        return ClientEmail(**common, address=address, fold=fold_email(address), label="home", verified_at=verified)

    def company(self, common: dict) -> ClientCompany:
        name = self.chance.choice(COMPANIES)
        tax_id = self.chance.choice(["", "DE136695976", "FR 40 303 265 045"])
        return ClientCompany(**common, name=name, name_fold=fold(name), tax_id=tax_id, registration_number="")

    def event(self) -> Event:
        client = self.chance.choice(self.clients) if self.maybe(0.9) else None
        behalf = self.maybe(0.2)
        fields = self.chance.sample(["firstName", "tags", "email", "x"], self.chance.randint(0, 3))
        changes = [
            {"field": name, "before": self.chance.choice(VALUES), "after": self.chance.choice(VALUES)}
            for name in fields
        ]
        return Event(
            id=self.id(),
            at=self.moment(),
            action=self.chance.choice(["client.added", "client.updated", "note.added", "x'y"]),
            client=client,
            actor_kind=self.chance.choice(list(ActorKind)),
            actor_id=self.id() if self.maybe() else None,
            actor_name=self.chance.choice(NAMES),
            behalf_kind=ActorKind.CLIENT if behalf else None,
            behalf_id=self.id() if behalf and self.maybe() else None,
            behalf_name="Zoë" if behalf else None,
            changes=changes,
            reason=self.chance.choice(["", "because “so”\nand so", "100%"]),
            place=self.chance.randint(1, 9) if self.maybe(0.8) else None,
        )

    def note(self) -> ClientNote:
        return ClientNote(
            id=self.id(),
            client=self.chance.choice(self.clients),
            text=self.chance.choice(["Rings on Mondays.", 'two\nlines\t"quoted" \\', "😀", "ö" * 300]),
            pinned=self.maybe(0.4),
            version=self.chance.randint(1, 3),
            author_kind=self.chance.choice(list(ActorKind)),
            author_id=self.id() if self.maybe() else None,
            author_name=self.chance.choice(NAMES),
            created_at=self.moment(),
            edited_at=self.moment() if self.maybe() else None,
            removed_at=self.moment() if self.maybe(0.2) else None,
        )

    def mail(self, number: int) -> EmailMessage:
        client = self.chance.choice(self.clients) if self.maybe(0.8) else None
        return EmailMessage(
            id=self.id(),
            client=client,
            kind="verify_email",
            dedupe_key=f"mail-{number}",
            to="Ada@example.org",
            subject='Re: "ö" \\ 100%',
            found_by=fold('Ada@example.org Re: "ö" \\ 100%'),
            text=f"Open {MARKER} now\n\tor {MARKER}",
            html=f'<a href="{MARKER}">ö</a>',
            revealed='s3cret"\\' if self.maybe() else None,
            state=self.chance.choice(list(MailState)),
            attempts=self.chance.randint(0, 3),
            error="450 later" if self.maybe() else None,
            run_at=self.moment(),
            created_at=self.moment(),
            sent_at=self.moment() if self.maybe() else None,
        )


async def populate(seed: int, clients: int = 30) -> tuple[UUID, UUID]:
    """Fill the tables. Answers who may ask: a staff member's id, and a token's."""
    made = Population(seed)
    async with database.tx():
        for number in range(1, clients + 1):
            made.clients.append(made.client(number if number % 5 else number * 10_003))
            await made.clients[-1].save(force_create=True)
        await _belongings(made)
        await customised(made)
        await linked(made, made.clients)
        await ordered(made)
        await ticketed(made)
        await Event.bulk_create([made.event() for _ in range(clients * 2)])
        await ClientNote.bulk_create([made.note() for _ in range(clients * 2)])
        await EmailMessage.bulk_create([made.mail(number) for number in range(clients)])
        callers = await staffed(made)
        await worked(made, callers)
        await brought(made)
        await signed_in(made, made.clients)
        await joined(made, made.clients)
        await entered(made)
        await verified(made, made.clients, callers)
        await rebuild()
    return callers


async def _belongings(made: Population) -> None:
    documents = []
    for client in made.clients:
        kept = made.contacts(client)
        for rows in kept:
            if rows:
                await type(rows[0]).bulk_create(rows)
        emails, phones, _, companies, _ = kept
        found_by = Findable(
            client.number,
            client.display_name,
            client.first_name,
            client.last_name,
            client.external_id,
            [one.address for one in emails],
            [digits_of(one.number) for one in phones],
            [(one.name, one.tax_id) for one in companies],
        )
        documents.append(ClientSearch(number=client.number, client=client, document=document_for(found_by)))
        if len(emails) > 1 and client.number % 2:
            await LoginChange.create(id=made.id(), client=client, email_id=emails[-1].id, asked_at=made.moment())
    await ClientSearch.bulk_create(documents)

"""What staff may do with a few clients, drawn at random: each draw is an act that can be done, and done again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from atrium.clients.actions import update_client
from atrium.clients.contacts.inputs import ChangeLoginEmailInput
from atrium.clients.contacts.login_email import change_login_email
from atrium.clients.duplicates.actions import dismiss_duplicate
from atrium.clients.duplicates.inputs import DismissDuplicateInput
from atrium.clients.inputs import SetAllowLoginInput, UpdateClientInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client, ClientNote
from atrium.clients.notes import actions as notes
from atrium.clients.notes.inputs import AddNoteInput, PinNoteInput, RemoveNoteInput, RestoreNoteInput, UpdateNoteInput
from atrium.clients.tagging.actions import tag_client, untag_client
from atrium.clients.tagging.inputs import TagClientInput, UntagClientInput
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.errors import EmailTaken
from atrium.family.actions import unlink_client
from atrium.family.inputs import UnlinkClientInput
from atrium.family.models import FamilyAccess
from atrium.ids import Id
from atrium.merges.models import ClientMerge
from atrium.orders.inputs import CancelOrderInput, PaidNowInput, RecordPaymentInput
from atrium.orders.models import Order, OrderStatus, PaymentMethod, Product
from atrium.orders.money import amount_of
from atrium.orders.payments import record_payment
from atrium.orders.placing import cancel_order
from atrium.tickets.models import Ticket
from tests.clients.contacts_given import KINDS
from tests.custom_fields.given import a_field
from tests.family.given import linked
from tests.given import a_client
from tests.journeys.chance import Act, Chance, Doing, merged_with_choices
from tests.merges.given import BOSS, undone
from tests.orders.given import a_line, a_product, an_order, money
from tests.removal.given import EVERYTHING, deleted, erased, restored
from tests.tickets import given as tickets

ADDRESSES = [f"m{number}@example.org" for number in range(6)]
"""Few enough that clients have the same, and want each other's."""


@dataclass
class Staff(Chance):
    """Draws acts. What a seed draws depends on the store as it is, and on nothing else."""

    products: list[Product] = field(default_factory=list)
    is_alone: bool = True  # nobody else acts meanwhile, so what is told beforehand holds

    async def open_store(self, clients: int) -> None:
        """Two products, two custom fields and so many clients, or less where two want the same login."""
        for key in ("vip", "note"):
            await a_field(key)
        self.products = [
            await a_product(price="20", currency="EUR", recurring=True),
            await a_product(price="500", currency="JPY"),
        ]
        for seed in range(clients):
            with suppress(EmailTaken):
                await (await self.draw(seed, ["add"])).do()

    async def draw(self, seed: int, among: list[str]) -> Act:
        """An act of one of these names, and on whom."""
        self.chance = Random(seed)
        name = self.chance.choice(among)
        doing: Doing = await getattr(self, name)()
        return Act(name, doing)

    # ------------------------------------------------------------ clients

    async def add(self) -> Doing:
        number = await Client.all().count()
        given: dict[str, Any] = {"external_id": f"x{number}"} if self.maybe(0.7) else {}
        if self.maybe():
            given["phone"] = f"+49 30 {123000 + self.chance.randrange(3)}"
        if self.maybe(0.3):
            given["company"] = CompanyInput(name=f"Engines {self.chance.randrange(2)}")
        if self.maybe(0.4):
            line = f"{self.chance.randrange(3)} Main Street"
            given["address"] = AddressInput(line1=line, city="Berlin", postcode="10115", country="DE")
        if self.maybe():
            given["custom_fields"] = {"vip": f"v{self.chance.randrange(3)}"}
        if self.maybe(0.15):
            given["allow_login"] = False
        address = self.chance.choice([*ADDRESSES, f"c{number}@example.org", f"c{number}@example.org"])
        return lambda: a_client(f"C{number}", address, tags=["same", f"t{number % 2}"], **given)

    async def rename(self) -> Doing:
        client, word = await self.anyone(), f"R{self.chance.randrange(4)}"
        given = self.chance.choice([{"first_name": word}, {"last_name": word}, {"language": "de"}, {"currency": "JPY"}])
        return lambda: _updated(client, **given)

    async def value(self) -> Doing:
        client, key = await self.anyone(), self.chance.choice(["vip", "note"])
        value = self.chance.choice([None, "v1", "v2", "other"])
        return lambda: _updated(client, custom_fields={key: value})

    async def login(self) -> Doing:
        client, allow = await self.anyone(), self.maybe()
        return lambda: set_allow_login(SetAllowLoginInput(client_id=_id(client), allow_login=allow, reason="Why"), BOSS)

    async def relogin(self) -> Doing:
        client, address = await self.anyone(), self.chance.choice(ADDRESSES)
        return lambda: change_login_email(ChangeLoginEmailInput(client_id=_id(client), address=address), BOSS)

    async def tell_apart(self) -> Doing:
        one, other, *_ = [*await self.some(2), await self.anyone()]
        return lambda: dismiss_duplicate(DismissDuplicateInput(client_id=_id(one), other_id=_id(other)), BOSS)

    # ------------------------------------------------------------ what is theirs

    async def enter(self) -> Doing:
        kind, client = KINDS[self.chance.choice(list(KINDS))], await self.anyone()
        number, default = self.chance.randrange(4), self.maybe()
        return lambda: kind.added(client, number, default=default)

    async def edit(self) -> Doing:
        """Another value, another place, or no place any more for something in one of the lists."""
        kind, number = KINDS[self.chance.choice(list(KINDS))], self.chance.randrange(6)
        row = await self.one_of(kind.model.all().order_by("created_at", "id"))
        what = self.chance.choice([lambda: kind.changed(row.pk, number), lambda: kind.preferred(row.pk),
                                   lambda: kind.removed(row.pk)])  # fmt: skip
        return what if row else _nothing

    async def tag(self) -> Doing:
        client, word = await self.anyone(), self.chance.choice(["same", "t0", "w0", "w1"])
        if self.maybe(0.3):
            return lambda: untag_client(UntagClientInput(client_id=_id(client), tags=[word]), BOSS)
        return lambda: tag_client(TagClientInput(client_id=_id(client), tags=[word]), BOSS)

    async def note(self) -> Doing:
        client, row = await self.anyone(), await self.one_of(ClientNote.all().order_by("created_at", "id"))
        if row is None or self.maybe():
            return lambda: notes.add_note(AddNoteInput(client_id=_id(client), text="Rings."), BOSS)
        acts: list[Doing] = [
            lambda: notes.update_note(UpdateNoteInput(id=_id(row), version=row.version, text=f"{row.text}!"), BOSS),
            lambda: notes.pin_note(PinNoteInput(id=_id(row), pinned=not row.pinned), BOSS),
            lambda: notes.remove_note(RemoveNoteInput(id=_id(row)), BOSS),
            lambda: notes.restore_note(RestoreNoteInput(id=_id(row)), BOSS),
        ]
        return self.chance.choice(acts)

    async def ticket(self) -> Doing:
        client, row = await self.anyone(), await self.one_of(Ticket.all().order_by("number"))
        if row is None or self.maybe(0.4):
            return lambda: tickets.a_ticket(client)
        acts: list[Doing] = [lambda: tickets.reply(row), lambda: tickets.close(row), lambda: tickets.reopen(row)]
        return self.chance.choice(acts)

    # ------------------------------------------------------------ money

    async def order(self) -> Doing:
        client, product = await self.anyone(), self.chance.choice(self.products)
        line = a_line(product, 1 + self.chance.randrange(3))
        given = {"paid": PaidNowInput(method=PaymentMethod.BANK)} if self.maybe(0.3) else {}
        return lambda: an_order(client, line, **given)

    async def pay(self) -> Doing:
        order = await self.one_of(Order.filter(status=OrderStatus.UNPAID).order_by("number"))
        if order is None:
            return _nothing
        due = order.total_minor - order.paid_minor
        amount = amount_of(due if self.maybe() else max(1, due // 2), order.currency)
        given = RecordPaymentInput(
            order_id=_id(order), method=PaymentMethod.CASH, amount=money(str(amount), order.currency)
        )
        return lambda: record_payment(given, BOSS)

    async def cancel(self) -> Doing:
        order = await self.one_of(Order.filter(status=OrderStatus.UNPAID).order_by("number"))
        return (lambda: cancel_order(CancelOrderInput(order_id=_id(order)), BOSS)) if order else _nothing

    # ------------------------------------------------------------ families

    async def link(self) -> Doing:
        child, parent, *_ = [*await self.some(2), await self.anyone()]
        bills, access = self.maybe(), self.chance.choice(list(FamilyAccess))
        return lambda: linked(child, parent, BOSS, child_bills_parent=bills, parent_access=access)

    async def unlink(self) -> Doing:
        children = Client.filter(parent_id__not_isnull=True).order_by("number")
        child = await self.one_of(children) or await self.anyone()
        return lambda: unlink_client(UnlinkClientInput(child_id=_id(child)), BOSS)

    # ------------------------------------------------------------ merges

    async def merge(self) -> Doing:
        clients, choices = await self.some(self.chance.choice([2, 2, 3])), self.chance.getrandbits(32)
        return lambda: merged_with_choices(clients, choices)

    async def undo(self) -> Doing:
        merge = await self.one_of(ClientMerge.filter(undone_at=None).order_by("at"))
        return (lambda: undone(merge.id)) if merge else _nothing

    # ------------------------------------------------------------ removal

    async def delete(self) -> Doing:
        client, override = await self.anyone(), EVERYTHING if self.maybe(0.8) else []
        return lambda: deleted(client, *override)

    async def restore(self) -> Doing:
        client = await self.one_of(Client.filter(deleted_at__not_isnull=True).order_by("number"))
        given = self.chance.choice([{}, {}, {"login_email": self.chance.choice(ADDRESSES)}, {"without_login": True}])
        return (lambda: restored(client, **given)) if client else _nothing

    async def erase(self) -> Doing:
        client = await self.one_of(Client.filter(deleted_at__not_isnull=True).order_by("number"))
        if client is None:
            return _nothing
        return (lambda: erased_as_told(client)) if self.is_alone else (lambda: erased(client, *EVERYTHING))

    async def take_address(self) -> Doing:
        """Somebody comes who logs in with the address of one that is gone."""
        gone = await self.one_of(Client.filter(signpost_fold__not_isnull=True).order_by("number"))
        return (lambda: a_client("Other", gone.signpost_email)) if gone else _nothing


async def erased_as_told(client: Client) -> None:
    """What was told beforehand is what is done."""
    told = await erased(client, *EVERYTHING, dry_run=True)
    done = await erased(client, *EVERYTHING)
    assert (told.removed, told.kept) == (done.removed, done.kept)


async def _updated(client: Client, **given: Any) -> None:
    version = (await Client.get(id=client.id)).version
    await update_client(UpdateClientInput(id=_id(client), version=version, **given), BOSS)


async def _nothing() -> None:
    """There is nobody to do it to."""


def _id(row: Any) -> Id:
    return Id(str(row.pk))

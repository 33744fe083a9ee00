"""One act on one list of a client's contacts, and all that follows from it: the default, the client, what happened."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from atrium.clients import search
from atrium.clients.contacts.inputs import (
    AddClientAddressInput,
    AddClientCompanyInput,
    AddClientEmailInput,
    AddClientPhoneInput,
)
from atrium.clients.models import Client
from atrium.clients.standing import lock_standing, standing_of, touch
from atrium.columns import now
from atrium.contacts import defaults
from atrium.contacts.models import ClientAddress, ClientCompany, ClientEmail, ClientPhone
from atrium.database import tx
from atrium.errors import NotFound, StaleVersion
from atrium.events.actions import Change, Move, Standing, record
from atrium.ids import Id, as_id
from atrium.preferences.idempotency import claim, settle
from atrium.principal import Principal

M = TypeVar("M", ClientEmail, ClientPhone, ClientAddress, ClientCompany)

TOLD = {"country": "country", "display_name": "displayName", "login_email": "loginEmail"}
"""What of the client itself an act on a list may change, and how the timeline calls it."""


Adding = AddClientEmailInput | AddClientPhoneInput | AddClientAddressInput | AddClientCompanyInput


@dataclass(frozen=True, slots=True)
class Actions:
    """How the timeline calls what may happen to an entry of a list."""

    added: str
    updated: str
    removed: str


@dataclass(frozen=True, slots=True)
class ContactList(Generic[M]):
    """One of a client's four lists.

    `shown` tells an entry as the timeline does, what names it first. `follows` are the client's own columns that its
    default decides; None stands for an empty list.
    """

    model: type[M]
    default: str
    actions: Actions
    shown: Callable[[M], Mapping[str, object]]
    follows: Callable[[Client, M | None], Mapping[str, Any]] = field(default=lambda client, row: {})
    is_searched: bool = True

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def text(self, row: M | None) -> object:
        """What names an entry: the address, the number, the company's name."""
        return None if row is None else next(iter(self.shown(row).values()))


@dataclass(slots=True)
class Act(Generic[M]):
    """What one act changes. The client is locked; nothing is written down before the act ends."""

    of: ContactList[M]
    client: Client
    by: Principal
    country: str
    had_default: M | None
    action: str = ""
    changes: list[Change] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)

    def expect(self, version: int | None) -> None:
        """Raises StaleVersion when the client has been changed since that version was read."""
        if version is not None and version != self.client.version:
            raise StaleVersion(current_version=self.client.version)

    async def row(self, row_id: UUID) -> M:
        """An entry of this client's. Raises NotFound for one that has gone meanwhile."""
        found = await self.of.model.get_or_none(id=row_id, client_id=self.client.id)
        if found is None:
            raise NotFound()
        return found

    async def rows(self) -> list[M]:
        """All entries, the oldest first."""
        return await self.of.model.filter(client_id=self.client.id).order_by("created_at", "id")

    async def enter(self, values: Mapping[str, Any]) -> M:
        """Add an entry; the first of a list becomes its default."""
        row = await self.of.model.create(client_id=self.client.id, is_default=False, created_at=now(), **values)
        self._note(self.of.actions.added, [Change(name, None, value) for name, value in self._told(row).items()])
        return row

    async def alter(self, row: M, values: Mapping[str, Any]) -> None:
        """Give an entry these values."""
        before = dict(self.of.shown(row))
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        if not changed:
            return
        row.update_from_dict(dict(values))
        await row.save(update_fields=changed)
        after = self.of.shown(row)
        told = [Change(name, before[name], after[name]) for name in after if before[name] != after[name]]
        self._note(self.of.actions.updated, told)

    async def drop(self, row: M) -> None:
        """Take an entry away; what pointed at it goes with it."""
        await self.of.model.filter(id=row.pk).delete()
        self._note(self.of.actions.removed, [Change(name, value, None) for name, value in self._told(row).items()])

    async def prefer(self, row: M) -> None:
        """Make an entry the default."""
        await defaults.prefer(self.of.table, self.client.id, row.pk)

    def set(self, **columns: Any) -> None:
        """Give the client itself these values."""
        for name, value in columns.items():
            before = getattr(self.client, name)
            if before == value:
                continue
            setattr(self.client, name, value)
            self.columns.append(name)
            if name in TOLD:
                self.changes.append(Change(TOLD[name], before, value))

    def _note(self, action: str, changes: list[Change]) -> None:
        self.action = action
        self.changes += changes

    def _told(self, row: M) -> dict[str, object]:
        return {name: value for name, value in self.of.shown(row).items() if value}

    async def conclude(self) -> None:
        """Settle the default and what follows from it, and write down what happened, if anything did."""
        await defaults.promote(self.of.table, self.client.id)
        was, default = self.had_default, await default_of(self.of, self.client.id)
        if (was and was.pk) != (default and default.pk):
            self.changes.append(Change(self.of.default, self.of.text(was), self.of.text(default)))
        self.set(**self.of.follows(self.client, default))
        if not self.changes and not self.columns:
            return
        await touch(self.client, *self.columns)
        if self.of.is_searched:
            await search.refresh(self.client)
        stands = standing_of(self.client)
        moved = Move(self.client.origin.value, Standing(stands.status, self.country), stands)
        action, at = self.action or self.of.actions.updated, self.client.updated_at
        await record(action, self.by, self.client.id, changes=self.changes, move=moved, at=at)


@asynccontextmanager
async def act_on(of: ContactList[M], client_id: UUID, by: Principal) -> AsyncIterator[Act[M]]:
    """One transaction on a client's list. What is refused inside leaves nothing behind. Raises NotFound.

    At the store's door there is only the client whose account is open.
    """
    if by.client_id not in (None, client_id):
        raise NotFound()
    async with tx():
        (client,) = await lock_standing(client_id)
        act = Act(of, client, by, client.country, await default_of(of, client_id))
        yield act
        await act.conclude()


async def add_once(
    of: ContactList[M],
    given: Adding,
    by: Principal,
    key: str | None,
    operation: str,
    add: Callable[[Act[M]], Awaitable[M]],
) -> UUID:
    """Add to a list, once for an idempotency key. Answers the entry's id. Raises NotFound, IdempotencyConflict."""
    client_id = as_id(given.client_id)
    async with tx():
        answered = await claim(key, by, operation, given)
        if answered:
            return answered
        async with act_on(of, client_id, by) as act:
            row = await add(act)
            if given.make_default:
                await act.prefer(row)
        row_id: UUID = row.pk
        await settle(key, by, row_id)
    return row_id


async def default_of(of: ContactList[M], client_id: UUID) -> M | None:
    """The default of a client's list; None for an empty one."""
    return await of.model.get_or_none(client_id=client_id, is_default=True)


async def owner_of(of: ContactList[M], given: Id) -> tuple[UUID, UUID]:
    """The id of an entry, and of the client whose it is. Raises NotFound."""
    found = await of.model.filter(id=as_id(given)).values_list("id", "client_id")
    if not found:
        raise NotFound()
    row_id, client_id = found[0]
    return row_id, client_id

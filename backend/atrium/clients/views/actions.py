"""Keeping, changing and arranging views. What is one's own is nobody else's concern: only what is shared is told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium import database
from atrium.clients.listing.kept import kept_filter
from atrium.clients.models import ClientView, ClientViewPlace
from atrium.clients.views.inputs import (
    AddClientViewInput,
    ChooseClientViewInput,
    OrderClientViewsInput,
    RemoveClientViewInput,
    UpdateClientViewInput,
    check_texts,
    read_columns,
    read_name,
    read_order,
)
from atrium.clients.views.queries import may_change, visible
from atrium.columns import now
from atrium.errors import Blocked, Fault, Forbidden, Hindrance, InvalidInput, NotFound
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.folding import fold
from atrium.ids import Id, as_id
from atrium.principal import ActorKind, Principal

MOST_VIEWS = 100


async def add_view(given: AddClientViewInput, by: Principal) -> UUID:
    """Keep a view.

    Raises InvalidInput: paths name, columns, filter, isShared; codes REQUIRED, TOO_LONG, CONTROL_CHARACTER, NAME_TAKEN,
    TOO_MANY, MALFORMED, TWICE, GONE, NOT_PERMITTED. Raises Blocked (TOO_MANY) beyond a hundred views.
    """
    owner_id, faults = _staff(by), Faults()
    values = await _values(given, faults, by)
    faults.refuse()
    try:
        async with database.tx():
            await _hold(owner_id)
            if await ClientView.filter(owner_id=owner_id).count() >= MOST_VIEWS:
                why = Hindrance("TOO_MANY", f"You have {MOST_VIEWS} views already. Remove one first.", MOST_VIEWS)
                raise Blocked(why.message, blockers=(why,))
            view = await ClientView.create(owner_id=owner_id, **values)
            if view.is_shared:
                await record("view.shared", by, reason=view.name)
    except IntegrityError as clash:
        raise _refusal(clash) from clash
    return view.id


async def update_view(given: UpdateClientViewInput, by: Principal) -> UUID:
    """Change what is given of a view; what is absent stays. One that is shared no longer leaves others' lists.

    Raises NotFound; InvalidInput as `add_view`.
    """
    _staff(by)
    faults = Faults()
    values = await _values(given, faults, by)
    faults.refuse()
    try:
        async with database.tx():
            view = await _held(given.id, by)
            was_shared, before = view.is_shared, view.name
            await ClientView.filter(id=view.id).update(**values, updated_at=now())
            await view.refresh_from_db()
            if was_shared and not view.is_shared:
                await ClientViewPlace.filter(view_id=view.id).exclude(staff_id=view.owner_id).delete()
            await _tell(view, was_shared, before, by)
    except IntegrityError as clash:
        raise _refusal(clash) from clash
    return view.id


async def remove_view(given: RemoveClientViewInput, by: Principal) -> UUID:
    """Let a view go, for everybody who has it. Raises NotFound."""
    _staff(by)
    async with database.tx():
        view = await _held(given.id, by)
        await view.delete()
        if view.is_shared:
            await record("view.removed", by, reason=view.name)
    return view.id


async def choose_view(given: ChooseClientViewInput, by: Principal) -> None:
    """Let the caller's list open with a view that they may see, or with all clients. Raises NotFound."""
    staff_id = _staff(by)
    async with database.tx():
        await _hold(staff_id)
        await ClientViewPlace.filter(staff_id=staff_id).update(is_default=False)
        if given.id is not None:
            view = await visible(by).get_or_none(id=as_id(given.id))
            if view is None:
                raise NotFound
            await _put(staff_id, view.id, is_default=True)


async def order_views(given: OrderClientViewsInput, by: Principal) -> None:
    """Put the caller's views in this order; what is not theirs to see is passed over."""
    staff_id = _staff(by)
    async with database.tx():
        await _hold(staff_id)
        known = {str(key) for key in await visible(by).values_list("id", flat=True)}
        wanted = [one for one in dict.fromkeys(str(each).lower() for each in given.ids) if one in known]
        await ClientViewPlace.filter(staff_id=staff_id).update(position=None)
        for position, one in enumerate(wanted):
            await _put(staff_id, UUID(one), position=position)


async def _values(given: AddClientViewInput | UpdateClientViewInput, faults: Faults, by: Principal) -> dict[str, Any]:
    """The columns to write, for all that is given."""
    named = given.model_fields_set if isinstance(given, UpdateClientViewInput) else set(type(given).model_fields)
    values: dict[str, Any] = {}
    if given.name is not None and "name" in named:
        values["name"] = read_name(given.name, faults)
        values["name_fold"] = fold(values["name"])
    if "filter" in named:
        kept = await kept_filter(given.filter or {})
        for gone in kept.gone:
            faults.add(("filter", *gone.path), "GONE", gone.message)
        check_texts(kept.document, faults, ("filter",))
        values["conditions"] = kept.document
    if "order_by" in named:
        values["order_by"] = read_order(given.order_by, faults)
    if given.columns is not None and "columns" in named:
        values["columns"] = read_columns(given.columns, faults)
    if given.is_shared is not None and "is_shared" in named:
        values["is_shared"] = given.is_shared
        if given.is_shared and not by.may("view.share"):
            faults.add("isShared", "NOT_PERMITTED", "You may not share views. Needed: view.share.")
    return values


async def _held(id: Id, by: Principal) -> ClientView:
    """The view, which the caller may change. Raises NotFound, also for one that they may only open."""
    view = await visible(by).select_for_update().get_or_none(id=as_id(id))
    if view is None or not may_change(view, by):
        raise NotFound
    return view


async def _tell(view: ClientView, was_shared: bool, before: str, by: Principal) -> None:
    if not (was_shared or view.is_shared):
        return
    changes = [Change("name", before, view.name)] if before != view.name else []
    if was_shared != view.is_shared:
        changes.append(Change("isShared", was_shared, view.is_shared))
    if view.is_shared and not was_shared:
        await record("view.shared", by, changes=changes, reason=view.name)
    else:
        await record("view.updated", by, changes=changes, reason=view.name)


async def _put(staff_id: UUID, view_id: UUID, **values: Any) -> None:
    if not await ClientViewPlace.filter(staff_id=staff_id, view_id=view_id).update(**values):
        await ClientViewPlace.create(staff_id=staff_id, view_id=view_id, **values)


async def _hold(staff_id: UUID) -> None:
    """One change at a time to what is one person's: two could otherwise both make a default."""
    await database.execute("UPDATE staff SET created_at = created_at WHERE id = $1", staff_id)


def _staff(by: Principal) -> UUID:
    if by.kind is not ActorKind.STAFF or by.id is None:
        raise Forbidden("Only staff who are signed in have views of their own.")
    return by.id


def _refusal(clash: IntegrityError) -> Exception:
    if database.constraint_of(clash) != "client_view_owner_id_name_fold_key":
        return clash
    return InvalidInput.of([Fault(("name",), "NAME_TAKEN", "There is a view of this name already.")])

"""The views that somebody may open, as they can be used now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from atrium.clients.listing.kept import kept_filters
from atrium.clients.models import ClientStatus, ClientView, ClientViewPlace
from atrium.custom_fields.definitions import definitions
from atrium.graph.kept import Gone
from atrium.principal import ActorKind, Principal

OF_FIELD = "cf."  # a column of this kind shows a custom field, by its key
HIDDEN = Gone(("status",), "You may not see deleted clients.")
ERASED = "[erased]"
"""What stands where a kept text named a client whose personal data was erased."""
NAMED_NOBODY = Gone((), f"It named a client whose personal data was erased. It says {ERASED} there and finds nobody.")


@dataclass(frozen=True, slots=True)
class OpenView:
    """A view for one caller: what of its filter still means something, and what does not."""

    view: ClientView
    document: dict[str, Any]
    gone: tuple[Gone, ...]
    is_own: bool
    is_default: bool
    may_change: bool


def visible(by: Principal) -> QuerySet[ClientView]:
    """One's own views, and those that are shared."""
    return ClientView.filter(Q(owner_id=owner_of(by)) | Q(is_shared=True))


def owner_of(by: Principal) -> UUID:
    """Whose own views the caller's are: nobody's, for a token."""
    return by.id if by.kind is ActorKind.STAFF and by.id else UUID(int=0)


async def views_for(by: Principal) -> list[OpenView]:
    """All views that the caller may open: in the caller's own order, then one's own, then shared ones, by name.

    Two statements, and one or two about the custom fields that they name.
    """
    views = await visible(by).select_related("owner")
    places = {place.view_id: place for place in await ClientViewPlace.filter(staff_id=owner_of(by))}
    last = len(views) + len(places)

    def place_of(view: ClientView) -> tuple[int, bool, str, str]:
        place = places.get(view.id)
        position = last if place is None or place.position is None else place.position
        return position, view.owner_id != owner_of(by), view.name_fold, str(view.id)

    ordered = sorted(views, key=place_of)
    kept = await kept_filters([view.conditions for view in ordered], by)
    known = await _known_fields(ordered)
    return [
        _opened(view, one.document, (*one.gone, *_missing_columns(view, known)), places.get(view.id), by)
        for view, one in zip(ordered, kept, strict=True)
    ]


async def view_for(view_id: UUID, by: Principal) -> OpenView:
    """One view, which the caller may open."""
    return next(one for one in await views_for(by) if one.view.id == view_id)


def _opened(
    view: ClientView, document: dict[str, Any], gone: tuple[Gone, ...], place: ClientViewPlace | None, by: Principal
) -> OpenView:
    if ClientStatus.DELETED.value in document.get("status", ()) and not by.may("client.read_deleted"):
        document, gone = {name: value for name, value in document.items() if name != "status"}, (*gone, HIDDEN)
    if ERASED in f"{view.name} {document}":
        gone = (*gone, NAMED_NOBODY)
    is_own = view.owner_id == owner_of(by)
    return OpenView(view, document, gone, is_own, place is not None and place.is_default, may_change(view, by))


def may_change(view: ClientView, by: Principal) -> bool:
    """One's own view; a shared one, too, for who may share."""
    return view.owner_id == owner_of(by) or (view.is_shared and by.may("view.share"))


async def _known_fields(views: list[ClientView]) -> set[str]:
    """Which of the custom fields that are columns of these views there still are."""
    is_named = any(key.startswith(OF_FIELD) for view in views for key in view.columns)
    return {field.key for field in await definitions()} if is_named else set()


def _missing_columns(view: ClientView, known: set[str]) -> list[Gone]:
    keys = [key.removeprefix(OF_FIELD) for key in view.columns if key.startswith(OF_FIELD)]
    return [
        Gone(("columns", key), f"There is no custom field {key} any more, so its column is empty.")
        for key in keys
        if key not in known
    ]

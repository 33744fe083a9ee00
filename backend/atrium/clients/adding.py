"""The rows of a client who enters, and how its beginning is told."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from atrium.clients.models import ClientOrigin, ClientStatus
from atrium.clients.search import Findable, document_for
from atrium.clients.tags import tag_rows
from atrium.clients.vetting import NewClient
from atrium.columns import new_id
from atrium.events.actions import Change
from atrium.inserting import Row


def status_of(new: NewClient, origin: ClientOrigin) -> ClientStatus:
    """Where a client begins. Who buys without an account is a guest."""
    if origin is ClientOrigin.GUEST_CHECKOUT:
        return ClientStatus.GUEST
    return ClientStatus.UNVERIFIED if new.allow_login else ClientStatus.LOGIN_DISABLED


def rows_of(
    new: NewClient, *, client_id: UUID, email_id: UUID, number: int, origin: ClientOrigin, at: datetime
) -> list[Row]:
    """The client and all that came with it, each contact the default of its list."""
    of_client = {"client_id": client_id, "is_default": True, "created_at": at}
    rows = [Row("client", _client(new, client_id, number, origin, at))]
    if new.email:
        rows.append(Row("client_email", {"id": email_id, **of_client, **asdict(new.email), "label": ""}))
    if new.phone:
        rows.append(Row("client_phone", {"id": new_id(), **of_client, **asdict(new.phone), "label": ""}))
    if new.address:
        rows.append(Row("client_address", {"id": new_id(), **of_client, **asdict(new.address)}))
    if new.company:
        rows.append(Row("client_company", {"id": new_id(), **of_client, **asdict(new.company)}))
    found_by = {"number": number, "client_id": client_id, "document": document_for(_findable(new, number))}
    return [*rows, *tag_rows(client_id, new.tags), Row("client_search", found_by)]


def changes_of(new: NewClient) -> list[Change]:
    """What the timeline says that the client began with."""
    began_with: dict[str, object] = {
        "firstName": new.name.first_name,
        "lastName": new.name.last_name,
        "company": new.company and new.company.name,
        "email": new.email and new.email.address,
        "phone": new.phone and new.phone.number,
        "country": new.country,
        "externalId": new.external_id,
        "tags": [tag.label for tag in new.tags],
    }
    given = [Change(field, None, value) for field, value in began_with.items() if value]
    return [*given, Change("allowLogin", None, new.allow_login)]


def _client(new: NewClient, client_id: UUID, number: int, origin: ClientOrigin, at: datetime) -> dict[str, Any]:
    return {
        "id": client_id,
        "number": number,
        "version": 1,
        "origin": origin.value,
        **asdict(new.name),
        "is_guest": origin is ClientOrigin.GUEST_CHECKOUT,
        "allow_login": new.allow_login,
        "login_email": new.login and new.login.address,
        "login_fold": new.login and new.login.fold,
        "language": new.language,
        "currency": new.currency,
        "country": new.country,
        "external_id": new.external_id,
        "created_at": at,
        "updated_at": at,
    }


def _findable(new: NewClient, number: int) -> Findable:
    return Findable(
        number,
        new.name.display_name,
        new.name.first_name,
        new.name.last_name,
        new.external_id,
        emails=[new.email.address] if new.email else (),
        phones=[new.phone.number] if new.phone else (),
        companies=[(new.company.name, new.company.tax_id)] if new.company else (),
    )

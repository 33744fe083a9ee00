"""The rows of a client who enters, and how its beginning is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from atrium.clients.models import ClientOrigin, ClientStatus
from atrium.clients.search import Findable, document_for
from atrium.clients.tags import tag_rows
from atrium.clients.vetting import NewClient
from atrium.columns import new_id, now
from atrium.contacts import verification
from atrium.custom_fields.values import found_by as found_in
from atrium.custom_fields.values import value_rows
from atrium.events.actions import Change, Move, Standing, happening
from atrium.inserting import Drawn, Row
from atrium.principal import Principal


def status_of(new: NewClient, origin: ClientOrigin) -> ClientStatus:
    """Where a client begins. Who buys without an account is a guest."""
    if origin is ClientOrigin.GUEST_CHECKOUT:
        return ClientStatus.GUEST
    return ClientStatus.UNVERIFIED if new.allow_login else ClientStatus.LOGIN_DISABLED


def rows_of(
    new: NewClient,
    origin: ClientOrigin,
    by: Principal,
    *,
    client_id: UUID | None = None,
    password_hash: str | None = None,
) -> tuple[UUID, list[Row]]:
    """The client's id, and all that its entering writes: itself and its contacts, the promised mail, what happened.

    Without a password the mail asks to choose one.
    """
    client_id, email_id, moment = client_id or new_id(), new_id(), now()
    own = {**_client(new, client_id, origin, moment), "password_hash": password_hash}
    rows = [Row("client", own), *_contacts(new, client_id, email_id, moment)]
    rows += tag_rows(client_id, new.tags)
    rows += value_rows(client_id, new.custom_values)
    found_by = document_for(_findable(new))
    rows.append(Row("client_search", {"number": Drawn(), "client_id": client_id, "document": Drawn(f"{found_by}\n")}))
    if new.login and new.notify:
        link = verification.draw(client_id, email_id, new.login.address, new.login.fold, moment)
        choose = password_hash is None
        mail = verification.mail_of(link, name=new.name.display_name, language=new.language, choose=choose)
        rows += [link.row, mail]
    entered = Move(origin.value, None, Standing(status_of(new, origin).value, new.country), is_new=True)
    happened = happening("client.added", by, client_id, changes=_changes(new), move=entered, at=moment)
    return client_id, [*rows, *happened]


def _contacts(new: NewClient, client_id: UUID, email_id: UUID, at: datetime) -> list[Row]:
    """What came with the client, each the default of its list."""
    given = {
        "client_email": new.email and {**vars(new.email), "label": ""},
        "client_phone": new.phone and {**vars(new.phone), "label": ""},
        "client_address": new.address and vars(new.address),
        "client_company": new.company and vars(new.company),
    }
    first = {"client_id": client_id, "is_default": True, "created_at": at}
    return [
        Row(table, {"id": email_id if table == "client_email" else new_id(), **first, **values})
        for table, values in given.items()
        if values
    ]


def _changes(new: NewClient) -> list[Change]:
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
    given += [held.change for held in new.custom_values]
    return [*given, Change("allowLogin", None, new.allow_login)]


def _client(new: NewClient, client_id: UUID, origin: ClientOrigin, at: datetime) -> dict[str, Any]:
    return {
        "id": client_id,
        "number": Drawn(),
        "version": 1,
        "origin": origin.value,
        **vars(new.name),
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


def _findable(new: NewClient) -> Findable:
    return Findable(
        None,
        new.name.display_name,
        new.name.first_name,
        new.name.last_name,
        new.external_id,
        emails=[new.email.address] if new.email else (),
        phones=[new.phone.number] if new.phone else (),
        companies=[(new.company.name, new.company.tax_id)] if new.company else (),
        custom_lines=found_in(new.custom_values),
    )

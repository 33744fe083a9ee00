"""The door of the clients room: reading clients, and the verbs on them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients import actions, login, models, verifying
from atrium.clients.inputs import AddClientInput, ResendVerificationInput, SetAllowLoginInput, UpdateClientInput
from atrium.clients.listing.filter import STANDING, of_visible, visible
from atrium.clients.standing import ALLOW_LOGIN, PUBLIC_NAME
from atrium.contacts.api import ClientAddress, ClientCompany, ClientEmail, ClientPhone
from atrium.custom_fields.api import VALUES, CustomFieldValue
from atrium.errors import BadUserInput
from atrium.events.api import NEWEST_FIRST as NEWEST_EVENT_FIRST
from atrium.events.api import of_actions
from atrium.folding import fold_email
from atrium.graph.answers import answers
from atrium.graph.fields import mutation, one_of
from atrium.graph.inputs import dress
from atrium.graph.permits import ANYONE, CLIENT_SESSION
from atrium.graph.reading.assemble import optional
from atrium.graph.reading.declare import Arguments, column, many, one, page, part, reads, withhold
from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.filters import uuid_or_none
from atrium.graph.reading.orders import Key, fixed
from atrium.graph.reading.sql import FALSE, Sql
from atrium.mail.api import NEWEST_FIRST as NEWEST_MAIL_FIRST
from atrium.mail.api import in_states
from atrium.mail.models import MailState
from atrium.principal import Principal

for _model in (AddClientInput, UpdateClientInput, SetAllowLoginInput, ResendVerificationInput):
    dress(_model)

strawberry.enum(models.ClientStatus, description=inspect.getdoc(models.ClientStatus))
strawberry.enum(models.ClientOrigin, description=inspect.getdoc(models.ClientOrigin))


SIGNPOSTS = "SELECT m.id FROM client m WHERE m.merged_into_id = {parent}.id"
"""Who was merged into a client: what happened to them is told with what happened to it."""

LISTED = "{t}.is_default DESC, {t}.created_at, {t}.id"


def ability(permission: str, condition: str = STANDING) -> Any:
    """Whether the caller may do something with this client, and whether it is possible now."""
    return column(f"(?bool AND {condition})", params=lambda principal: (principal.may(permission),))


@reads("client", needs="client.read")
class ClientAbilities:
    """What the caller may do with a client now."""

    update: bool = column()
    set_allow_login: bool = column()
    resend_verification: bool = column()
    write_notes: bool = column()
    change_login_email: bool = column()
    send_password_reset: bool = column()


@reads("client", needs="client.read", model=models.Client, rows=visible)
class Client:
    """Someone the business sells to: a person, or a person acting for a company."""

    id: strawberry.ID = column()
    number: int = column(doc="Short, for people, never used again.")
    version: int = column(doc="Grows with every change; send it back so that no update is lost.")
    status: models.ClientStatus = column()
    origin: models.ClientOrigin = column()
    first_name: str = column()
    last_name: str = column()
    display_name: str = column()
    public_name: str = column(PUBLIC_NAME, doc="What other clients may see: `Harry L.`")
    allow_login: bool = column(ALLOW_LOGIN, doc="Never for who was merged: only undoing that brings the login back.")
    login_email: str | None = column()
    verified_at: datetime | None = column()
    language: str = column()
    currency: str = column()
    external_id: str | None = column()
    tags: list[str] = many(
        "ClientTag", on="{t}.client_id = {parent}.id", order="{t}.fold, {t}.id", limit=None,
        value=column("{t}.label"),
    )  # fmt: skip
    emails: list[ClientEmail] = many("ClientEmail", on="{t}.client_id = {parent}.id", order=LISTED)
    phones: list[ClientPhone] = many("ClientPhone", on="{t}.client_id = {parent}.id", order=LISTED)
    addresses: list[ClientAddress] = many("ClientAddress", on="{t}.client_id = {parent}.id", order=LISTED)
    companies: list[ClientCompany] = many("ClientCompany", on="{t}.client_id = {parent}.id", order=LISTED)
    custom_fields: list[CustomFieldValue] = VALUES
    default_email: ClientEmail | None = one("ClientEmail", on="{t}.client_id = {parent}.id AND {t}.is_default")
    default_phone: ClientPhone | None = one("ClientPhone", on="{t}.client_id = {parent}.id AND {t}.is_default")
    default_address: ClientAddress | None = one("ClientAddress", on="{t}.client_id = {parent}.id AND {t}.is_default")
    default_company: ClientCompany | None = one("ClientCompany", on="{t}.client_id = {parent}.id AND {t}.is_default")
    parent: Client | None = one("Client", on="{t}.id = {parent}.parent_id")
    children: Any = page(
        "Client", on=f"{{t}}.parent_id = {{parent}}.id AND {STANDING}",
        orders=fixed("children", Key("{t}.name_fold", Kind.TEXT), direction="ASC"),
    )  # fmt: skip
    merged_into: Client | None = one("Client", on="{t}.id = {parent}.merged_into_id")
    email_history: Any = page(
        "EmailMessage", on="{t}.client_id = {parent}.id", orders=NEWEST_MAIL_FIRST,
        arguments={"state": list[MailState]}, where=in_states,
    )  # fmt: skip
    timeline: Any = page(
        "Event", on=f"{{t}}.client_id IN (SELECT {{parent}}.id UNION ALL {SIGNPOSTS})",
        ways=("{t}.client_id = {parent}.id", f"{{t}}.client_id IN ({SIGNPOSTS})"),
        orders=NEWEST_EVENT_FIRST, needs="event.read",
        arguments={"actions": list[str]}, where=of_actions,
    )  # fmt: skip
    created_at: datetime = column()
    updated_at: datetime = column()
    last_login_at: datetime | None = column()
    deleted_at: datetime | None = column()
    erased_at: datetime | None = column()
    viewer_can: ClientAbilities = part(
        "ClientAbilities",
        update=ability("client.update"),
        set_allow_login=ability("client.login"),
        resend_verification=ability("client.login", "{t}.status = 'UNVERIFIED'"),
        write_notes=ability("note.write"),
        change_login_email=ability("client.login", "{t}.status IN ('UNVERIFIED', 'ACTIVE')"),
        send_password_reset=ability("client.login", "{t}.status = 'ACTIVE'"),
    )


for _kind in ("EmailMessage", "Event"):
    withhold(_kind, of_visible)


@reads("client_tag", needs="client.read")
class ClientTag:
    """A word that staff put on a client."""

    label: str = column()


@one_of(
    "Client",
    needs="client.read",
    arguments={
        "id": (optional(strawberry.ID), strawberry.UNSET),
        "number": (int | None, strawberry.UNSET),
        "external_id": (str | None, strawberry.UNSET),
        "email": (str | None, strawberry.UNSET),
        "follow_merge": (bool, True),
    },
)
def client(arguments: Arguments, principal: Principal) -> Sql:
    """One client by exactly one of id, number, externalId and email (a login address).

    What was merged answers its survivor, unless followMerge is false.
    """
    given = [(name, arguments[name]) for name in LOOKUPS if arguments.get(name) is not None]
    if len(given) != 1:
        raise BadUserInput("Name the client by exactly one of id, number, externalId and email.")
    found = LOOKUPS[given[0][0]](given[0][1])
    if not arguments["followMerge"]:
        return found
    survivor = f"(SELECT COALESCE(m.merged_into_id, m.id) FROM client m WHERE {found.on('m').text})"
    return Sql(f"{{t}}.id = {survivor}", found.params)


def _by_email(given: str) -> Sql:
    """Who logs in with the address, else the last who did so until it was merged, or else deleted."""
    fold = fold_email(given)
    named = """SELECT l.id, 0 AS turn, l.updated_at FROM client l WHERE l.login_fold = ?text
 UNION ALL SELECT s.id, CASE WHEN s.deleted_at IS NULL THEN 1 ELSE 2 END, s.updated_at FROM client s
 WHERE s.signpost_fold = ?text"""
    found = f"(SELECT n.id FROM ({named}) n ORDER BY n.turn, n.updated_at DESC, n.id DESC LIMIT 1)"
    return Sql(f"{{t}}.id = {found}", (fold, fold))


def _by_id(given: str) -> Sql:
    key = uuid_or_none(given)
    return FALSE if key is None else Sql("{t}.id = ?uuid", (key,))


LOOKUPS: dict[str, Callable[[Any], Sql]] = {
    "id": _by_id,
    "number": lambda given: Sql("{t}.number = ?int", (given,)),
    "externalId": lambda given: Sql("{t}.external_id = ?text", (given,)),
    "email": _by_email,
}


@mutation("Client", errors.InvalidInput, errors.EmailTaken, errors.IdempotencyConflict, needs="client.create")
async def add_client(info: strawberry.Info, input: AddClientInput, idempotency_key: str | None = None) -> UUID:
    """Add a client. With login allowed, the owner of the address is asked to prove that it is theirs."""
    return await actions.add_client(input, info.context.principal, idempotency_key)


@mutation(
    "Client", errors.NotFound, errors.InvalidInput, errors.StaleVersion, errors.IdempotencyConflict,
    needs="client.update", at_the_store=CLIENT_SESSION, as_client=("FULL",),
)  # fmt: skip
async def update_client(info: strawberry.Info, input: UpdateClientInput, idempotency_key: str | None = None) -> UUID:
    """Change what is given of a client; what is absent stays. An outdated version is refused.

    At the store clients change their own names, language, and the custom fields that are theirs to edit.
    """
    return await actions.update_client(input, info.context.principal, idempotency_key)


@mutation("Client", errors.NotFound, errors.InvalidInput, errors.EmailTaken, errors.StaleVersion, needs="client.login")
async def set_allow_login(info: strawberry.Info, input: SetAllowLoginInput) -> UUID:
    """Let a client log in, or stop it at once. The client is not told when it is stopped.

    With a version, an outdated one is refused.
    """
    return await login.set_allow_login(input, info.context.principal)


@mutation(
    "EmailMessage", errors.NotFound, errors.InvalidInput, errors.Blocked, errors.TooManyAttempts,
    errors.IdempotencyConflict, needs="client.login",
)  # fmt: skip
async def resend_verification(
    info: strawberry.Info, input: ResendVerificationInput, idempotency_key: str | None = None
) -> UUID:
    """Send a new verification link; the older ones stop working."""
    return await verifying.resend_verification(input, info.context.principal, idempotency_key)


@answers(needs=ANYONE)
class Verified:
    """The address is proved."""

    email: str

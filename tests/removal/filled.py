"""A client with a row in every table on the map, and a word of its own in every text that the map does not let stay."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import orjson
from tortoise import fields
from tortoise.context import require_context
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from atrium import database
from atrium.clients.duplicates.actions import dismiss_duplicate, reopen_duplicate
from atrium.clients.duplicates.inputs import DismissDuplicateInput, ReopenDuplicateInput
from atrium.clients.duplicates.tracing import trace
from atrium.clients.models import Client
from atrium.clients.pin.actions import reveal
from atrium.clients.pin.inputs import RevealSupportPinInput
from atrium.clients.pin.models import SupportPinCheck
from atrium.clients.signing_in.models import ClientResetLink, ClientResetRequest, ClientSession
from atrium.columns import now
from atrium.contacts.models import ClientEmail, LoginChange, VerificationToken
from atrium.family.models import FamilyAccess
from atrium.ids import Id
from atrium.impersonation.models import Impersonation
from atrium.imports.models import ImportCandidate, ImportRow
from atrium.jobs.models import Job, JobRow, RowResult
from atrium.preferences.models import IdempotencyKey
from atrium.principal import Actor, ActorKind, Door, Impersonating, Principal
from atrium.removal.erasing import placed
from atrium.removal.personal import RULES
from atrium.store.models import WaitingOrder
from tests.family.given import linked
from tests.given import a_client
from tests.removal.given import BOSS

LATER = now() + timedelta(hours=1)
KNOWN_BY = {"idempotency_key.caller", "client_session.address"}  # what says whose a row is
WORDS = (fields.CharField, fields.TextField, fields.JSONField)


def in_the_account_of(child: Client, parent: Client) -> Principal:
    """The parent in its child's account."""
    who = Actor(ActorKind.PARENT_AS_CHILD, parent.id, parent.display_name)
    acting = Impersonating(uuid4(), "FULL", who)
    return Principal(ActorKind.PARENT_AS_CHILD, child.id, child.display_name, door=Door.STORE, impersonating=acting)


async def with_a_row_everywhere(client: Client, by: Principal) -> None:
    """What a life at the store and in the office leaves beside orders, tickets, mails and imports."""
    other, child, mail = (
        await a_client("Other"),
        await a_client("Child"),
        await ClientEmail.get(client_id=client.id, is_default=True),
    )
    await linked(child, client, parent_access=FamilyAccess.FULL)
    pair = {"client_id": Id(str(client.id)), "other_id": Id(str(other.id))}
    await dismiss_duplicate(DismissDuplicateInput(**pair), BOSS)
    await reopen_duplicate(ReopenDuplicateInput(**pair), BOSS)
    await dismiss_duplicate(DismissDuplicateInput(**pair), BOSS)
    await reveal(RevealSupportPinInput(client_id=Id(str(client.id))), BOSS)
    await trace([client.id])
    given: dict[str, Any] = {"client_id": client.id, "secret_hash": "h", "expires_at": LATER}
    await ClientSession.create(
        **given | {"secret_hash": "s"}, is_token=False, address="203.0.113.7", user_agent="plantedagent"
    )
    await VerificationToken.create(**given | {"secret_hash": "v"}, email_id=mail.id, address_fold=mail.fold)
    await ClientResetLink.create(**given, address_fold=mail.fold)
    await ClientResetRequest.create(email_fold=mail.fold, address="203.0.113.7")
    await LoginChange.create(client_id=client.id, email_id=mail.id)
    await WaitingOrder.create(**given, address_fold=mail.fold, currency="EUR", total_minor=1, lines=[{}])
    await SupportPinCheck.create(client_id=client.id, by_id=BOSS.id, until=LATER)
    visit: dict[str, Any] = {"staff_id": by.id, "session_id": uuid4(), "mode": "VIEW", "actor_name": "Sam"}
    visit |= {"reason": "plantedreason", "expires_at": LATER, "code_expires_at": LATER}
    await Impersonation.create(client_id=client.id, **visit)
    job = await Job.create(kind="clients.tag", given={}, by_kind="STAFF", by_id=by.id, by_name="Sam")
    await JobRow.create(job_id=job.id, client_id=client.id, result=RowResult.REFUSED)
    await ImportCandidate.create(row_id=(await ImportRow.all().get()).id, client_id=client.id)
    for caller in (f"CLIENT:{client.id}", "NOBODY:203.0.113.7"):
        await IdempotencyKey.create(caller=caller, key="k", operation="o", input_hash="h", result="")


async def fill(ids: list[UUID], word: str) -> set[str]:
    """Put the word into every text of these clients that does not stay. Answers the columns that cannot take it."""
    refused = set()
    for rule in RULES:
        model = _model_of(rule.table)
        names = _texts(model, {*rule.stays, *rule.signed.values()})
        asked = f"SELECT t.{_key(model)} AS id FROM {rule.table} t WHERE {rule.of}"
        rows = await database.rows(placed(asked, ids), *ids)
        assert rows or not names, f"{rule.table}: nothing of the client is there to be erased"
        for name in names:
            column = f"{rule.table}.{name}"
            if column not in KNOWN_BY and not await _put(model, name, [row["id"] for row in rows], word):
                refused.add(column)
    return refused


async def _put(model: type[Model], name: str, keys: list[Any], word: str) -> bool:
    place = "$2::jsonb" if _is_json(model, name) and database.dialect() == "postgres" else "$2"
    sql = f"UPDATE {model._meta.db_table} SET {name} = {place} WHERE {_key(model)} = $1"
    try:
        async with database.tx():
            for number, key in enumerate(keys):
                await database.execute(sql, key, _value(model, name, f"{word}{number}"))
    except (IntegrityError, asyncpg.StringDataRightTruncationError):
        return False
    return True


def _value(model: type[Model], name: str, word: str) -> str:
    if not _is_json(model, name):
        return word
    wholes = {"changes": [{"field": "x", "before": word, "after": word}], "columns": [{"name": "n", "samples": [word]}]}
    return orjson.dumps(wholes.get(name, [word])).decode()


def _texts(model: type[Model], but: set[str]) -> list[str]:
    found = {field.source_field or name: field for name, field in model._meta.fields_map.items()}
    return [name for name, field in found.items() if type(field) in WORDS and name not in but]


def _is_json(model: type[Model], name: str) -> bool:
    return isinstance(model._meta.fields_map.get(name), fields.JSONField)


def _model_of(table: str) -> type[Model]:
    apps = require_context().apps
    assert apps is not None
    return next(model for model in apps["atrium"].values() if model._meta.db_table == table)


def _key(model: type[Model]) -> str:
    return str(model._meta.pk_attr)

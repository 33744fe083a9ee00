"""A believable store: three years of clients, each of whom lived through the very actions that real ones do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from uuid import UUID

from atrium import database
from atrium.clients.actions import add_client
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client
from atrium.clients.verifying import verify_email
from atrium.columns import as_of, now
from atrium.custom_fields.inputs import Json
from atrium.dashboard import rollup
from atrium.ids import Id
from atrium.mail.models import EmailMessage
from atrium.mail.outbox import secret_of
from atrium.seeds.goods import stock
from atrium.seeds.lives import DAYS, STAFF, Life, lives
from atrium.seeds.memos import write_memo
from atrium.seeds.sales import trade
from atrium.seeds.talks import talk
from atrium.seeds.wishes import answers, define_fields

AT_ONCE = 100
TOLD_EVERY = 1000


async def seed(clients: int, progress: Callable[[str], object] = print) -> None:
    """Add so many clients, their past included. No mail is left to be sent; nobody is written to.

    Every run adds other clients than the ones before it. `progress` is told a sentence now and then.
    """
    there = await Client.all().count()
    invented = lives(clients, now(), Random(f"atrium {there}"), there)  # noqa: S311 - chance, not a secret
    said = Random(f"wishes {there}")  # noqa: S311 - chance, not a secret
    for place, life in enumerate(invented if await define_fields(STAFF[0]) else ()):
        life.given.custom_fields = Json(answers(there + place, said))
    memos = Random(f"memos {there}")  # noqa: S311 - chance, not a secret
    talks = Random(f"talks {there}")  # noqa: S311 - chance, not a secret
    known: list[tuple[UUID, Life]] = []
    for done in range(0, len(invented), AT_ONCE):
        if done and done % TOLD_EVERY == 0:
            progress(f"{done:,} of {clients:,} clients")
        async with database.tx():
            born = invented[done : done + AT_ONCE]
            added = [await _live(life, memos, talks) for life in born]
            await _deliver_mails(added)
        known += zip(added, born, strict=True)
    if shelf := await stock(now() - timedelta(days=DAYS + 1), STAFF[0]):
        progress("what they ordered and paid")
        await trade(known, shelf, now(), Random(f"sales {there}"))  # noqa: S311 - chance, not a secret
    while await rollup.fold():
        pass
    progress(f"{clients:,} clients added")


async def _live(life: Life, memos: Random, talks: Random) -> UUID:
    with as_of(life.added_at):
        client_id = await add_client(life.given, life.by, origin=life.origin)
    if life.verified_at:
        with as_of(life.verified_at):
            await verify_email(await _secret_mailed_to(client_id), None, "")
    since = life.verified_at or life.added_at
    await write_memo(client_id, since, now(), memos.choice(STAFF), memos)
    if life.verified_at and not life.locked_at:
        await talk(client_id, since, now(), talks.choice(STAFF), talks)
    if life.seen_at:
        await Client.filter(id=client_id).update(last_login_at=life.seen_at)
    if life.locked_at:
        await _deliver_mails([client_id])
        with as_of(life.locked_at):
            given = SetAllowLoginInput(client_id=Id(str(client_id)), allow_login=False, reason=life.reason)
            await set_allow_login(given, STAFF[0])
    return client_id


async def _secret_mailed_to(client_id: UUID) -> str:
    message = await EmailMessage.get(client_id=client_id)
    return secret_of(message) or ""


async def _deliver_mails(clients: Sequence[UUID]) -> None:
    """Their mails went out long ago."""
    marks = ", ".join(f"${place}" for place in range(1, len(clients) + 1))
    sql = "UPDATE email_message SET state = 'SENT', attempts = 1, sealed = NULL, sent_at = created_at"
    await database.execute(f"{sql} WHERE state = 'WAITING' AND client_id IN ({marks})", *clients)

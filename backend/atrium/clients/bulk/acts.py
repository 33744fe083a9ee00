"""What can be done with many clients: each act is the action on one client, and foresees what will refuse it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from atrium import database
from atrium.clients.bulk.inputs import BulkAct
from atrium.clients.inputs import ResendVerificationInput, SetAllowLoginInput
from atrium.clients.listing.filter import STANDING
from atrium.clients.login import set_allow_login
from atrium.clients.standing import lock_standing
from atrium.clients.tagging.actions import put_on, read_named, take_off
from atrium.clients.tags import MOST, Tag
from atrium.clients.verifying import resend_verification
from atrium.graph.reading.dialects import dialect_named
from atrium.graph.reading.sql import Sql, none_of
from atrium.ids import Id
from atrium.jobs.kinds import Given
from atrium.principal import Principal

UNCHANGED = "UNCHANGED"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act will not be done to the clients that meet a condition. UNCHANGED is no refusal: it is so already."""

    code: str
    message: str
    holds: Sql


@dataclass(frozen=True, slots=True)
class Act:
    """`needs` is the permission for it on one client, too. `reasons` come in the order in which the action refuses.

    `is_grave`: whoever begins it must have proved lately who they are. Higher rooms add acts of theirs.
    """

    needs: str
    reasons: Callable[[Sequence[Tag]], list[Reason]]
    run: Callable[[Given, UUID, Principal], Awaitable[bool]]
    is_grave: bool = False


LOGIN_EMAIL = """EXISTS (SELECT 1 FROM client_email e WHERE e.client_id = {t}.id AND
 CASE WHEN {t}.login_fold IS NULL THEN e.is_default ELSE e.fold = {t}.login_fold END)"""
LOGIN_EMAIL_VERIFIED = LOGIN_EMAIL.removesuffix(")") + " AND e.verified_at IS NOT NULL)"
TAKEN = """({t}.login_fold IS NULL AND EXISTS (SELECT 1 FROM client_email e JOIN client o ON o.login_fold = e.fold
 WHERE e.client_id = {t}.id AND e.is_default))"""

GONE = Reason("NOT_FOUND", "are deleted or merged", none_of(Sql(STANDING)))
NO_EMAIL = none_of(Sql(LOGIN_EMAIL))


def _count_of(tags: Sequence[Tag]) -> Sql:
    """How many of the tags a client has."""
    within = dialect_named(database.dialect()).within("g.fold", "texts")
    folds = [tag.fold for tag in tags]
    return Sql(f"(SELECT count(*) FROM client_tag g WHERE g.client_id = {{t}}.id AND {within})", (folds,))


def _against_tagging(tags: Sequence[Tag]) -> list[Reason]:
    had = _count_of(tags)
    all_of_them = "(SELECT count(*) FROM client_tag a WHERE a.client_id = {t}.id)"
    return [
        GONE,
        Reason(UNCHANGED, "have these tags already", Sql(f"{had.text} = {len(tags)}", had.params)),
        Reason(
            "TOO_MANY",
            f"would have more than {MOST} tags",
            Sql(f"{all_of_them} + {len(tags)} - {had.text} > {MOST}", had.params),
        ),
    ]


def _against_untagging(tags: Sequence[Tag]) -> list[Reason]:
    had = _count_of(tags)
    return [GONE, Reason(UNCHANGED, "have none of these tags", Sql(f"{had.text} = 0", had.params))]


def _against_allowing(_: Sequence[Tag]) -> list[Reason]:
    return [
        GONE,
        Reason("REQUIRED", "have no e-mail address to log in with", NO_EMAIL),
        Reason(UNCHANGED, "may log in already", Sql("{t}.allow_login")),
        Reason("EMAIL_TAKEN", "have an address that is another client's login", Sql(TAKEN)),
    ]


def _against_denying(_: Sequence[Tag]) -> list[Reason]:
    return [GONE, Reason(UNCHANGED, "may not log in anyway", Sql("(NOT {t}.allow_login)"))]


def _against_resending(_: Sequence[Tag]) -> list[Reason]:
    return [
        GONE,
        Reason("NO_EMAIL", "have no e-mail address", NO_EMAIL),
        Reason("LOGIN_DISABLED", "may not log in, so nothing is mailed to them", Sql("(NOT {t}.allow_login)")),
        Reason("ALREADY_VERIFIED", "have verified their address already", Sql(LOGIN_EMAIL_VERIFIED)),
    ]


async def _tag(given: Given, client_id: UUID, by: Principal) -> bool:
    (client,) = await lock_standing(client_id)
    return await put_on(client, read_named(given["tags"]), by)


async def _untag(given: Given, client_id: UUID, by: Principal) -> bool:
    (client,) = await lock_standing(client_id)
    return await take_off(client, read_named(given["tags"]), by)


async def _set_login(given: Given, client_id: UUID, by: Principal, *, allow: bool) -> bool:
    (client,) = await lock_standing(client_id)
    wanted = SetAllowLoginInput(client_id=Id(str(client_id)), allow_login=allow, reason=given["reason"])
    await set_allow_login(wanted, by)
    return client.allow_login != allow


async def _resend(given: Given, client_id: UUID, by: Principal) -> bool:
    await resend_verification(ResendVerificationInput(client_id=Id(str(client_id))), by)
    return True


ACTS: dict[BulkAct, Act] = {
    BulkAct.TAG: Act("client.update", _against_tagging, _tag),
    BulkAct.UNTAG: Act("client.update", _against_untagging, _untag),
    BulkAct.ALLOW_LOGIN: Act("client.login", _against_allowing, partial(_set_login, allow=True)),
    BulkAct.DENY_LOGIN: Act("client.login", _against_denying, partial(_set_login, allow=False)),
    BulkAct.RESEND_VERIFICATION: Act("client.login", _against_resending, _resend),
}

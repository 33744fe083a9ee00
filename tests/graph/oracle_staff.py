"""Those who work in the store that the oracle reads."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from atrium.access.models import (
    ApiToken,
    RecoveryCode,
    Staff,
    StaffGroup,
    StaffMembership,
    StaffSession,
    StaffTotp,
    found_by,
)
from tests.graph.oracle_chance import TODAY, Rows


async def staffed(made: Rows) -> tuple[UUID, UUID]:
    """Members, groups, sessions and tokens. Answers who may ask: a member's id, and a token's."""
    granted = {"Zé": ["client.read", "client.impersonate"], "Ada": ["client.read"], "Büro": ["order.place"]}
    groups = [StaffGroup(id=made.id(), name=name, permissions=granted[name]) for name in granted]
    await StaffGroup.bulk_create(groups)
    members = [_member(made, name) for name in ('Sam "S"', "Zoë", "Zoë", "ÉVA")]
    await Staff.bulk_create(members)
    for member in members:
        several = made.chance.sample(groups, made.chance.randint(0, 3))
        await StaffMembership.bulk_create([_membership(made, member, one) for one in several])
    await StaffSession.bulk_create([_session(made, made.chance.choice(members)) for _ in range(8)])
    await StaffTotp.bulk_create([_app(made, member) for member in members[:3]])
    await RecoveryCode.bulk_create([_recovery_code(made, made.chance.choice(members)) for _ in range(6)])
    tokens = [_token(made, made.chance.choice(members)) for _ in range(6)]
    await ApiToken.bulk_create(tokens)
    return members[0].id, tokens[0].id


def _membership(made: Rows, member: Staff, group: StaffGroup) -> StaffMembership:
    return StaffMembership(id=made.id(), staff_id=member.id, group_id=group.id)


def _member(made: Rows, name: str) -> Staff:
    key = made.id()
    return Staff(
        id=key,
        name=name,
        email=f"{key.hex}@Example.org",
        email_fold=f"{key.hex}@example.org",
        password_hash="x",
        found_by=found_by(name, f"{key.hex}@Example.org"),
        created_at=made.moment(),
        invited_at=made.moment() if made.maybe(0.3) else None,
        disabled_at=made.moment() if made.maybe(0.2) else None,
    )


def _session(made: Rows, member: Staff) -> StaffSession:
    """Some count still at the moment at which the examples ask, some do not."""
    key, begun = made.id(), TODAY + made.chance.choice([timedelta(0), timedelta(minutes=50), timedelta(hours=-20)])
    ended = begun if made.maybe(0.2) else None
    return StaffSession(
        id=key,
        staff_id=member.id,
        secret_hash=key.hex,
        created_at=begun,
        seen_at=begun,
        expires_at=begun + timedelta(hours=12),
        ended_at=ended,
        user_agent="Mozilla",
    )


def _app(made: Rows, member: Staff) -> StaffTotp:
    confirmed_at = made.moment() if made.maybe(0.7) else None
    return StaffTotp(id=made.id(), staff_id=member.id, sealed="x", created_at=made.moment(), confirmed_at=confirmed_at)


def _recovery_code(made: Rows, member: Staff) -> RecoveryCode:
    key, used_at = made.id(), made.moment() if made.maybe() else None
    return RecoveryCode(id=key, staff_id=member.id, code_hash=key.hex, created_at=made.moment(), used_at=used_at)


def _token(made: Rows, owner: Staff) -> ApiToken:
    return ApiToken(
        id=made.id(),
        owner_id=owner.id,
        name="Lager",
        public_id=str(made.id())[:12],
        secret_hash="h",
        scopes=["client.read", "event.read"],
        created_at=made.moment(),
        expires_at=made.moment() if made.maybe() else None,
        revoked_at=made.moment() if made.maybe(0.3) else None,
    )

"""How often something may be tried.

Counters are rows, so they hold in every process, and exactly: one upsert is one attempt.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from atrium import database
from atrium.columns import now
from atrium.errors import TooManyAttempts

FREE = 5
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 4, 8, 16))
LOCK = timedelta(minutes=15)
WIDE = 100

_SPEND = """
INSERT INTO throttle ("key", "count", "until") VALUES {values}
ON CONFLICT ("key") DO UPDATE SET
  "count" = CASE WHEN throttle."until" <= $1 THEN 1 ELSE throttle."count" + 1 END,
  "until" = CASE WHEN throttle."until" <= $1 THEN excluded."until" ELSE throttle."until" END
RETURNING "key", "count", "until"
"""

_CLIMB = f"""
INSERT INTO throttle ("key", "count", "until") VALUES ($1, 1, $2)
ON CONFLICT ("key") DO UPDATE SET
  "count" = CASE WHEN throttle."until" <= $3 THEN 1 ELSE throttle."count" + 1 END, "until" = excluded."until"
WHERE throttle."count" < {FREE} OR throttle."until" <= CASE throttle."count"
  {" ".join(f"WHEN {FREE + step} THEN ${4 + step}" for step in range(len(PAUSES)))} ELSE $3 END
RETURNING "count"
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `allowed` times in a `window` that begins with the first. `key` (≤ 200 characters) is never a secret."""

    key: str
    allowed: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Counted:
    """Attempts from one network (all of them together: None), and until when (UTC) no further one is let through."""

    network: str | None
    attempts: int
    locked_until: datetime | None


async def spend(*limits: Limit) -> None:
    """Count one attempt against every limit, or against none of them.

    Raises TooManyAttempts with the time at which the last of the exceeded windows ends.
    """
    moment = now()
    ordered = sorted(limits, key=lambda limit: limit.key)  # one order, so that two callers never wait for each other
    given = [value for limit in ordered for value in (limit.key, moment + limit.window)]
    values = ", ".join(f"(${2 * place}, 1, ${2 * place + 1})" for place in range(1, len(ordered) + 1))
    allowed = {limit.key: limit.allowed for limit in limits}
    async with database.tx():
        counted = await database.rows(_SPEND.format(values=values), moment, *given)
        exceeded = [_moment_of(row["until"]) for row in counted if row["count"] > allowed[row["key"]]]
        if exceeded:
            raise TooManyAttempts(retry_at=max(exceeded))


async def give_back(*limits: Limit) -> None:
    """The attempt that was just counted was right: it does not count."""
    for key in sorted(limit.key for limit in limits):
        await database.execute('UPDATE throttle SET "count" = "count" - 1 WHERE "key" = $1 AND "count" > 0', key)


async def held_until(*limits: Limit) -> datetime | None:
    """The moment (UTC) from which one more attempt would keep within all the limits; None for now. Counts nothing."""
    allowed, moment = {limit.key: limit.allowed for limit in limits}, now()
    marks = ", ".join(f"${place}" for place in range(1, len(allowed) + 1))
    found = await database.rows(f'SELECT "key", "count", "until" FROM throttle WHERE "key" IN ({marks})', *allowed)
    full = [_moment_of(row["until"]) for row in found if row["count"] >= allowed[row["key"]]]
    return max((until for until in full if until > moment), default=None)


async def count_sign_in(realm: str, email_fold: str, address: str) -> None:
    """Count an attempt to sign in, before anything is known about it: whether the account exists plays no part.

    An account from one network: five at will, then pauses of 1, 2, 4, 8 and 16 seconds, then 15 minutes of rest.
    Refused attempts are not counted, so nobody is locked out for longer than that. Wide limits on the account and on
    the network stop what comes from many sides. Raises TooManyAttempts.
    """
    account, network = _account(realm, email_fold), network_of(address)
    await _climb(f"{account}:{network}")
    await spend(Limit(account, WIDE, LOCK), Limit(_network(realm, network), WIDE, LOCK))


async def forgive(realm: str, email_fold: str, address: str) -> None:
    """The attempt was right: it and the mistakes before it no longer count."""
    account, network = _account(realm, email_fold), network_of(address)
    await database.execute('DELETE FROM throttle WHERE "key" = $1', f"{account}:{network}")
    await give_back(Limit(account, WIDE, LOCK), Limit(_network(realm, network), WIDE, LOCK))


async def counted(realm: str, email_fold: str) -> list[Counted]:
    """What counts against an account now, by network and in all: the most first."""
    account, moment = _account(realm, email_fold), now()
    found = await database.rows(
        'SELECT "key", "count", "until" FROM throttle WHERE ("key" = $1 OR ("key" >= $2 AND "key" < $3))'
        ' AND "until" > $4 AND "count" > 0 ORDER BY "count" DESC, "key"',
        account, f"{account}:", f"{account};", moment,
    )  # fmt: skip
    return [_counted(row["key"].removeprefix(account), row["count"], _moment_of(row["until"])) for row in found]


async def lift(realm: str, email_fold: str) -> bool:
    """Let an account try again at once, from everywhere. Answers whether anything was counted against it."""
    account = _account(realm, email_fold)
    gone = await database.execute(
        'DELETE FROM throttle WHERE "key" = $1 OR ("key" >= $2 AND "key" < $3)', account, f"{account}:", f"{account};"
    )
    return gone > 0


async def forget_past() -> int:
    """Remove the counters whose time is over; how many."""
    return await database.execute('DELETE FROM throttle WHERE "until" <= $1', now())


def network_of(address: str) -> str:
    """What one caller can be expected to have: an IPv4 address, or an IPv6 network of 64 bits (RFC 6177)."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:45]
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return str(parsed)


async def _climb(key: str) -> None:
    moment = now()
    thresholds = [moment + LOCK - pause for pause in PAUSES]  # `until` is the last attempt plus LOCK
    if await database.rows(_CLIMB, key, moment + LOCK, moment, *thresholds):
        return
    found = await database.rows('SELECT "count", "until" FROM throttle WHERE "key" = $1', key)
    retry_at = _next_try(found[0]["count"], _moment_of(found[0]["until"])) if found else moment
    raise TooManyAttempts(retry_at=retry_at)


def _next_try(count: int, until: datetime) -> datetime:
    step = count - FREE
    return until - LOCK + PAUSES[step] if step < len(PAUSES) else until


def _counted(rest: str, count: int, until: datetime) -> Counted:
    network = rest.removeprefix(":") if rest else None
    if network is None:
        return Counted(None, count, until if count >= WIDE else None)
    next_try = _next_try(count, until) if count >= FREE else until - LOCK
    return Counted(network, count, next_try if next_try > now() else None)


def _account(realm: str, email_fold: str) -> str:
    return f"sign_in:{realm}:{hashlib.sha256(email_fold.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _network(realm: str, network: str) -> str:
    return f"sign_in:{realm}@{network}"


def _moment_of(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value

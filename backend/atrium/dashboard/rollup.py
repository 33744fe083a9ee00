"""The rollup: the worker folds deltas into it, and it can be derived anew from the clients themselves."""

from __future__ import annotations

from collections import defaultdict

from atrium.dashboard.measures import COLUMNS, ORIGINS, STATUSES, Delta, Tally, Vector, zeros
from atrium.database import dialect, execute, rows, tx
from atrium.events.actions import SECONDS_A_QUARTER
from atrium.events.periods import DAY, HOUR
from atrium.json_table import lines, listed

DELTA_COLUMNS = "quarter, since_quarter, origin, status_from, status_to, country_from, country_to"
FLOW_COLUMNS = ("quarters", "quarter", *COLUMNS)


async def fold(limit: int = 5000) -> int:
    """Move up to `limit` deltas into the rollup and return how many; at every moment each is counted once.

    All of it is one transaction, and a delta is taken by deleting it: two folders never take the same one.
    """
    tally = Tally()
    async with tx():
        taken = await _take(limit)
        for delta in taken:
            tally.add(delta)
        if taken:
            await _add_flow(tally)
            await _add_standing(tally)
    return len(taken)


async def _take(limit: int) -> list[Delta]:
    lock = "for update skip locked" if dialect() == "postgres" else ""
    # Materialized, or PostgreSQL may choose once for each row that it looks at, and so take more than the limit.
    chosen = f"with chosen as materialized (select id from client_delta order by id limit $1 {lock})"
    within = "id in (select id from chosen)"
    taken = await rows(f"{chosen} delete from client_delta where {within} returning {DELTA_COLUMNS}", limit)
    return [Delta(**row) for row in taken]


async def _add_flow(tally: Tally) -> None:
    """Add to the spans of every length, in the order of their keys, so that two folders never wait for each other."""
    spans: defaultdict[tuple[int, int], Vector] = defaultdict(zeros)
    for quarter, moved in tally.flow.items():
        for length in (1, HOUR, DAY):
            sums = spans[length, quarter // length * length]
            sums[:] = [sum_ + amount for sum_, amount in zip(sums, moved, strict=True)]
    more = ", ".join(f"{name} = client_flow.{name} + excluded.{name}" for name in COLUMNS)
    await execute(
        f"insert into client_flow ({', '.join(FLOW_COLUMNS)}) {listed(dict.fromkeys(FLOW_COLUMNS, 'bigint'))} "
        f"on conflict (quarters, quarter) do update set {more}",
        lines((*key, *spans[key]) for key in sorted(spans)),
    )


async def _add_standing(tally: Tally) -> None:
    await execute(
        "insert into client_standing (status, country, amount) "
        f"{listed({'status': 'text', 'country': 'text', 'amount': 'bigint'})} "
        "on conflict (status, country) do update set amount = client_standing.amount + excluded.amount",
        lines((*key, tally.standing[key]) for key in sorted(tally.standing)),
    )


async def rebuild() -> None:
    """Derive the rollup from the clients themselves and drop all deltas: after a restore, or a load that recorded none.

    Figures of now become exact. History is what the clients still know: registered, verified, deleted; login switched
    off counts from the registration on, and a merged client as if it had never been. Writers of deltas wait meanwhile.
    """
    async with tx():
        if dialect() == "postgres":
            await execute("lock table client_delta in share row exclusive mode")
        for table in ("client_delta", "client_flow", "client_standing"):
            await execute(f"delete from {table}")
        names = ", ".join(FLOW_COLUMNS)
        await execute(f"insert into client_flow ({names}) {_steps()}")
        sums = ", ".join(f"sum({name})" for name in COLUMNS)
        for length in (HOUR, DAY):
            start = f"quarter - quarter % {length}"
            widened = f"select {length}, {start}, {sums} from client_flow where quarters = 1 group by {start}"
            await execute(f"insert into client_flow ({names}) {widened}")
        await execute(
            "insert into client_standing (status, country, amount) "
            "select status, country, count(*) from client group by status, country"
        )


def _steps() -> str:
    """A SELECT of the quarters in which clients registered, were verified, were deleted, as rows of `client_flow`."""
    registered, verified, deleted = (_quarter(name) for name in ("created_at", "verified_at", "deleted_at"))
    settled = (
        "case when is_guest then 'GUEST' when not allow_login then 'LOGIN_DISABLED' "
        "when verified_at is null then 'UNVERIFIED' else 'ACTIVE' end"
    )
    was_verified_later = f"{settled} = 'ACTIVE' and {verified} > {registered}"
    counts = "case when deleted_at is null then origin end"
    steps = (
        f"select {registered} as quarter, {counts} as new_of, "
        f"case when {was_verified_later} then 'UNVERIFIED' else {settled} end as status, 1 as amount "
        "from client where merged_into_id is null",
        f"select {verified}, null, 'UNVERIFIED', -1 from client where merged_into_id is null and {was_verified_later}",
        f"select {verified}, null, 'ACTIVE', 1 from client where merged_into_id is null and {was_verified_later}",
        f"select {deleted}, null, {settled}, -1 from client where merged_into_id is null and deleted_at is not null",
    )
    sums = (
        *(f"sum(case when new_of = '{origin}' then 1 else 0 end)" for origin in ORIGINS),
        *(f"sum(case when status = '{status}' then amount else 0 end)" for status in STATUSES),
    )
    return f"select 1, quarter, {', '.join(sums)} from ({' union all '.join(steps)}) as step group by quarter"


def _quarter(column: str) -> str:
    if dialect() == "postgres":
        return f"floor(extract(epoch from {column}) / {SECONDS_A_QUARTER})::integer"
    return f"cast(strftime('%s', {column}) as integer) / {SECONDS_A_QUARTER}"

"""The table, as Markdown: every figure of timing is reported, none is promised."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from atrium import columns, database
from atrium.bench.contests import Contest
from atrium.bench.secrecy import Secret

HEADINGS = (
    *("Work", "app req/s", "against", "req/s", "ratio", "app CPU ms", "its CPU ms"),
    *("app p50 / p95 ms", "alone", "kB", "SQL"),
)
OF_SECRETS = ("At the store", "known p50 / p95 ms", "unknown p50 / p95 ms", "apart ms", "by chance ms")


def table(contests: Sequence[Contest]) -> str:
    """A line a contest. Ratios are of requests a second; CPU is the serving process's, without the database's."""
    return _lines([HEADINGS, ("---", "--:", "---", *["--:"] * 8), *(_cells(contest) for contest in contests)])


def table_of_secrets(secrets: Sequence[Secret]) -> str:
    """A line an act: its time under known and under unknown addresses, how far the medians lie apart, and chance's."""
    cells = [(one.act, _wait(one.known), _wait(one.unknown), f"{one.told:.2f}", f"{one.chance:.2f}") for one in secrets]
    return _lines([OF_SECRETS, ("---", *["--:"] * 4), *cells])


def _lines(lines: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _wait(times: list[float]) -> str:
    return f"{median(times):.1f} / {quantiles(times, n=20)[-1]:.1f}"


def _cells(contest: Contest) -> tuple[str, ...]:
    app, other, ratio = contest.app, contest.other, contest.ratio
    compared = ("–", "–", "–", f"{app.cpu:.2f}", "–")
    if other is not None and ratio is not None:
        compared = (other.name, f"{other.rate:,.0f}", f"{ratio:.2f}", f"{app.cpu:.2f}", f"{other.cpu:.2f}")
    weight = f"{app.weight / 1000:.1f}"
    waits = tuple(f"{wait(0.5):.1f} / {wait(0.95):.1f}" for wait in (app.latency, app.latency_alone))
    return (contest.name, f"{app.rate:,.0f}", *compared, *waits, weight, str(contest.statements))


async def heading(clients: int, pairs: int, seconds: float) -> str:
    """When and on what it was measured."""
    machine = f"{os.cpu_count()} cores, {_memory():.0f} GB of memory, Python {platform.python_version()}"
    how = f"one worker, 16 connections, {pairs} pairs of {seconds:g} s a side"
    return f"{columns.now().date()}: {clients:,} clients on {await _database()}; {machine}; {how}."


async def _database() -> str:
    if database.dialect() == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    version = await database.rows("SELECT current_setting('server_version') AS number")
    return f"PostgreSQL {str(version[0]['number']).split()[0]}"


def _memory() -> float:
    """Gigabytes of this machine's memory."""
    told = Path("/proc/meminfo").read_text().split()
    return int(told[1]) / 1_048_576

"""What a machine may ask about this process: is it alive, is it ready, how does it fare."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import orjson
import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from atrium import database, upgrade
from atrium.asgi import NO_STORE, App, Receive, Scope, Send, reply
from atrium.columns import now
from atrium.logs import failure
from atrium.mail.queries import delivery_state
from atrium.settings import Settings

PATIENCE = 3.0  # seconds that the database has to answer a probe
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
AWAY: tuple[type[Exception], ...] = (TimeoutError, *database.UNREACHABLE)
JSON = b"application/json; charset=utf-8"

_log = structlog.get_logger("atrium.observability")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the process stands. `missing` names migrations to apply, `oldest` is for how long a mail is overdue, in s."""

    database: bool
    missing: tuple[str, ...] = ()
    waiting: int = 0
    failed: int = 0
    oldest: float = 0.0
    is_paused: bool = False

    @property
    def is_ready(self) -> bool:
        return self.database and not self.missing

    def told(self) -> dict[str, object]:
        """The answer to `GET /ready`."""
        mail = {
            "waiting": self.waiting,
            "failed": self.failed,
            "oldest_waiting_seconds": round(self.oldest, 1),
            "paused": self.is_paused,
        }
        return {
            "status": "ready" if self.is_ready else "not ready",
            "database": "reachable" if self.database else "away",
            "migrations": {"applied": self.database and not self.missing, "missing": list(self.missing)},
            "mail": mail if self.is_ready else None,
        }


class Look:
    """Finds out how the process stands. Migrations are asked for until none is missing: they are never taken back."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.database_url
        self._is_migrated = False

    async def __call__(self) -> Standing:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._look()
        except AWAY:
            return Standing(database=False)
        except Exception as error:
            _log.warning("the database gives no sensible answer", failure=failure(error))
            return Standing(database=False)

    async def _look(self) -> Standing:
        await database.ping()
        if not self._is_migrated:
            missing = await upgrade.missing(self._url)
            if missing:
                return Standing(database=True, missing=tuple(missing))
            self._is_migrated = True
        mail = await delivery_state()
        age = (now() - mail.due_at).total_seconds() if mail.due_at else 0.0
        return Standing(True, (), mail.waiting, mail.failed, max(age, 0.0), mail.paused_reason is not None)


class Metrics:
    """The figures of one process, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "atrium_requests", "Answers by door and outcome", ["door", "outcome"], registry=registry
        )
        self._seconds = Histogram(
            "atrium_request_seconds", "Time to answer", ["door"], buckets=BUCKETS, registry=registry
        )
        self._database = Gauge("atrium_database_up", "1 while the database answers", registry=registry)
        self._waiting = Gauge("atrium_outbox_waiting", "Mails that wait to be sent", registry=registry)
        self._failed = Gauge("atrium_outbox_failed", "Mails that were given up", registry=registry)
        self._oldest = Gauge("atrium_outbox_oldest_seconds", "Age of the oldest mail that is due", registry=registry)
        self._counters: dict[tuple[str, str], Counter] = {}
        self._histograms: dict[str, Histogram] = {}

    def observe(self, door: str, outcome: str, seconds: float) -> None:
        """Count one answer. The children are kept: looking them up costs more than counting."""
        counter = self._counters.get((door, outcome))
        if counter is None:
            counter = self._counters[door, outcome] = self._requests.labels(door, outcome)
            self._histograms.setdefault(door, self._seconds.labels(door))
        counter.inc()
        self._histograms[door].observe(seconds)

    def written(self, standing: Standing) -> bytes:
        """Everything in Prometheus's text format."""
        self._database.set(standing.database)
        if standing.is_ready:
            self._waiting.set(standing.waiting)
            self._failed.set(standing.failed)
            self._oldest.set(standing.oldest)
        return generate_latest(self._registry)


Found = tuple[int, bytes, bytes]  # status, content type, body


def alive() -> App:
    """`GET /health`: 200 as long as the process answers at all."""

    async def look() -> Found:
        return 200, JSON, b'{"status":"alive"}'

    return _read_only(look)


def ready(standing: Callable[[], Awaitable[Standing]]) -> App:
    """`GET /ready`: 200 when requests can be served, else 503; either way it says how things stand."""

    async def look() -> Found:
        found = await standing()
        return 200 if found.is_ready else 503, JSON, orjson.dumps(found.told())

    return _read_only(look)


def figures(metrics: Metrics, standing: Callable[[], Awaitable[Standing]]) -> App:
    """`GET /metrics`: for Prometheus."""

    async def look() -> Found:
        return 200, CONTENT_TYPE_LATEST.encode(), metrics.written(await standing())

    return _read_only(look)


class _read_only:  # noqa: N801 - an ASGI application, written as a verb
    """Answers GET and HEAD with what `look` finds."""

    def __init__(self, look: Callable[[], Awaitable[Found]]) -> None:
        self._look = look

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            await reply(send, 405, JSON, b'{"status":"only GET"}', (b"allow", b"GET, HEAD"))
            return
        status, content_type, body = await self._look()
        await reply(send, status, content_type, b"" if scope["method"] == "HEAD" else body, NO_STORE)

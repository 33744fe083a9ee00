"""What machines ask: alive, ready, figures; with the real database, and without it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from atrium import database, upgrade
from atrium.columns import now
from atrium.mail.models import EmailMessage, MailState
from atrium.observability import Look, Metrics, Standing, alive, figures, ready
from atrium.settings import Settings
from tests.graph.tiny import client_of


async def a_mail(**fields: object) -> EmailMessage:
    given = {"kind": "verify_email", "to": "ada@example.org", "subject": "s", "text": "t", "html": "h", **fields}
    return await EmailMessage.create(dedupe_key=str(given["subject"]), **given)


async def test_the_process_says_that_it_is_alive():
    async with client_of(alive()) as client:
        answer = await client.get("/health")

    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


async def test_it_is_ready_with_a_database_at_this_version(settings: Settings):
    async with client_of(ready(Look(settings))) as client:
        answer = await client.get("/ready")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "database": "reachable",
        "migrations": {"applied": True, "missing": []},
        "mail": {"waiting": 0, "failed": 0, "oldest_waiting_seconds": 0.0, "paused": False},
    }


async def test_it_tells_how_long_mail_has_been_overdue(settings: Settings):
    await a_mail(subject="1", run_at=now() - timedelta(minutes=10))
    await a_mail(subject="2", run_at=now() + timedelta(minutes=10))
    await a_mail(subject="3", state=MailState.FAILED)

    found = await Look(settings)()

    assert (found.waiting, found.failed) == (2, 1)
    assert 600 <= found.oldest < 660


async def test_a_mail_that_waits_for_its_time_is_not_overdue(settings: Settings):
    await a_mail(subject="1", run_at=now() + timedelta(minutes=10))

    assert (await Look(settings)()).oldest == 0


@pytest.mark.parametrize("away", [*database.UNREACHABLE, TimeoutError, ValueError])
async def test_it_says_when_the_database_is_away_and_recovers_by_itself(
    settings: Settings, away: type[Exception], monkeypatch: pytest.MonkeyPatch
):
    async def silence() -> None:
        raise away("secret address")

    look = Look(settings)
    async with client_of(ready(look)) as client:
        with monkeypatch.context() as patch:
            patch.setattr(database, "ping", silence)
            during = await client.get("/ready")
        after = await client.get("/ready")

    assert (during.status_code, during.json()["database"]) == (503, "away")
    assert "secret address" not in during.text
    assert after.status_code == 200


async def test_it_names_the_migrations_that_are_missing_until_they_are_there(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    async def missing(url: str) -> list[str]:
        return ["0007_orders"]

    look = Look(settings)
    async with client_of(ready(look)) as client:
        with monkeypatch.context() as patch:
            patch.setattr(upgrade, "missing", missing)
            before = await client.get("/ready")
        after = await client.get("/ready")

    assert before.status_code == 503
    assert before.json()["migrations"] == {"applied": False, "missing": ["0007_orders"]}
    assert after.status_code == 200


async def test_figures_are_counted_by_door_and_outcome_and_timed():
    metrics = Metrics()
    metrics.observe("staff", "answered", 0.004)
    metrics.observe("staff", "answered", 0.4)
    metrics.observe("store", "refused", 0.01)

    text = metrics.written(Standing(database=True, waiting=3, failed=1, oldest=12.5)).decode()

    assert 'atrium_requests_total{door="staff",outcome="answered"} 2.0' in text
    assert 'atrium_requests_total{door="store",outcome="refused"} 1.0' in text
    assert 'atrium_request_seconds_bucket{door="staff",le="0.005"} 1.0' in text
    assert 'atrium_request_seconds_count{door="staff"} 2.0' in text
    assert "atrium_database_up 1.0" in text
    assert "atrium_outbox_waiting 3.0" in text
    assert "atrium_outbox_failed 1.0" in text
    assert "atrium_outbox_oldest_seconds 12.5" in text


async def test_figures_are_given_without_a_database_too():
    async def standing() -> Standing:
        return Standing(database=False)

    async with client_of(figures(Metrics(), standing)) as client:
        answer = await client.get("/metrics")

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert "atrium_database_up 0.0" in answer.text


async def test_machines_only_read():
    async with client_of(alive()) as client:
        posted, asked = await client.post("/health"), await client.head("/health")

    assert (posted.status_code, posted.headers["allow"]) == (405, "GET, HEAD")
    assert (asked.status_code, asked.content) == (200, b"")

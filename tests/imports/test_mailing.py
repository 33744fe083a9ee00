"""Imported clients are mailed nothing, unless that is wished: then a link each, a few at a time, never twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from atrium import database
from atrium.columns import moment_of
from atrium.ids import Id
from atrium.imports import committing, mailing
from atrium.imports.actions import cancel_import, commit_import
from atrium.imports.inputs import CancelImportInput, CommitImportInput
from atrium.imports.turns import claim
from atrium.mail.models import EmailMessage, MailState
from tests.imports.given import Row, committed, imported, reverted, someone, staged, worked_off

FEW = {"postgres": 4, "sqlite": 4}


def rows(count: int) -> list[Row]:
    return [{"External id": str(n), "First name": f"C{n}", "E-mail": f"c{n}@example.org"} for n in range(count)]


async def waiting() -> list[str]:
    return await EmailMessage.filter(state=MailState.WAITING).order_by("to").values_list("to", flat=True)


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "A_MINUTE", 5)
    monkeypatch.setattr(committing, "CHUNK", FEW)


@pytest.mark.usefixtures("slowly")
async def test_links_leave_a_few_a_minute_and_work_as_long_as_any_other():
    by = await someone()

    await committed(await staged(rows(13), by), by, send_verification=True)

    due = sorted([mail.run_at for mail in await EmailMessage.all()])
    assert len(due) == 13
    assert max(sum(one <= other < one + timedelta(minutes=1) for other in due) for one in due) <= 5
    assert due[-1] - due[0] < timedelta(minutes=3)
    lives = await database.rows("""SELECT m.run_at, v.expires_at FROM email_message m
      JOIN verification_token v ON m.dedupe_key = 'verify:' || v.id WHERE v.superseded_at IS NULL""")
    assert len(lives) == 13
    for one in lives:
        assert moment_of(one["expires_at"]) - moment_of(one["run_at"]) >= timedelta(days=7) - timedelta(seconds=5)


async def test_only_who_may_log_in_and_has_proved_nothing_is_mailed_and_only_if_wished():
    by = await someone()
    told: list[Row] = [
        {"First name": "Silent", "E-mail": "silent@example.org", "Allow login": "no"},
        {"First name": "Proved", "E-mail": "proved@example.org", "E-mail verified": "yes"},
        {"First name": "Asked", "E-mail": "asked@example.org;second@example.org"},
        {"First name": "Nowhere"},
    ]

    await imported(rows(2), by)
    unwished = await waiting()
    await committed(await staged(told, by), by, send_verification=True)

    assert (unwished, await waiting()) == ([], ["asked@example.org"])


@pytest.mark.usefixtures("slowly")
async def test_cancelling_stops_what_still_waits_and_nobody_is_mailed_twice():
    by = await someone()
    work = await staged(rows(10), by)
    key = Id(str(work.id))
    await commit_import(CommitImportInput(import_id=key, send_verification=True), by)
    turn = await claim()
    assert turn is not None
    await committing.commit_some(turn)
    sent = (await waiting())[0]
    await EmailMessage.filter(to=sent).update(state=MailState.SENT, sealed=None)

    await cancel_import(CancelImportInput(import_id=key), by)
    stopped = await waiting()
    await commit_import(CommitImportInput(import_id=key, send_verification=True), by)
    await worked_off()

    assert stopped == []
    assert await waiting() == sorted(f"c{n}@example.org" for n in range(4, 10))
    assert await EmailMessage.all().count() == 10


async def test_taking_an_import_back_takes_its_links_back():
    by = await someone()
    work = await committed(await staged(rows(3), by), by, send_verification=True)

    await reverted(work, by)

    assert await waiting() == []
    live = await database.rows("SELECT id FROM verification_token WHERE superseded_at IS NULL")
    assert live == []

"""An erasure beside others' work: another one, a merge, a file that is being made, a mail on its way."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from atrium.clients.export.actions import export_clients
from atrium.clients.export.inputs import ExportClientsInput, ExportFormat
from atrium.clients.listing.api import ORDERS
from atrium.errors import Blocked, MergeRefused, NotFound, StalePreview
from atrium.events.models import Event
from atrium.ids import Id
from atrium.jobs.files import forget_past
from atrium.jobs.kinds import FILE_KINDS
from atrium.jobs.models import Job, JobState
from atrium.jobs.turns import Turn, file_of
from atrium.mail import outbox
from atrium.mail.inputs import ResendMailInput
from atrium.mail.models import MailState
from atrium.mail.resending import resend_mail
from atrium.merges.actions import merge_clients
from atrium.removal.exporting import export_client_data
from atrium.removal.inputs import ExportClientDataInput
from atrium.removal.models import ClientErasure
from atrium.schema import build
from tests.given import a_client
from tests.jobs.given import someone, worked_off
from tests.mail.given import stored
from tests.merges.given import agreed, fresh, merged, previewed, undone
from tests.merges.test_undoing import two_rich_clients
from tests.removal.given import BOSS, EVERYTHING, PLANTED, a_life, erased, texts_that_hold
from tests.removal.test_nothing_left import files_that_hold


@pytest.fixture(autouse=True)
def no_files(data_dir: Path) -> None:
    build()
    shutil.rmtree(data_dir / "exports", ignore_errors=True)


async def test_of_two_at_once_one_erases_and_both_answer_its_receipt():
    ada = await a_life()

    first, second = await asyncio.gather(erased(ada, *EVERYTHING), erased(ada, *EVERYTHING))

    assert first == second
    assert first.removed["emails"] == 1
    assert await ClientErasure.all().count() == 1
    assert await Event.filter(action="client.erased").count() == 1


async def test_who_is_merged_on_meanwhile_is_erased_with_the_survivor_or_not_merged():
    ada, grace = await a_life(), await a_client("Grace")
    given = agreed(await previewed(grace, ada), grace, ada)

    receipt, merging = await asyncio.gather(
        erased(ada, *EVERYTHING), merge_clients(given, BOSS), return_exceptions=True
    )

    assert not isinstance(receipt, BaseException)
    assert await texts_that_hold(*PLANTED) == {}
    if isinstance(merging, BaseException):
        assert isinstance(merging, NotFound | MergeRefused | StalePreview)
        assert (await fresh(grace)).first_name == "Grace"
    else:
        assert (await fresh(grace)).erased_at is not None


async def test_an_undo_meanwhile_gives_the_source_back_whole_or_not_at_all():
    ada, grace = await two_rich_clients()
    merge_id = await merged(ada, grace)

    receipt, undoing = await asyncio.gather(erased(grace, *EVERYTHING), undone(merge_id), return_exceptions=True)

    assert not isinstance(receipt, BaseException)
    assert (await fresh(grace)).erased_at is not None
    if isinstance(undoing, BaseException):
        assert (await fresh(ada)).erased_at is not None
        assert await texts_that_hold("Lovelace") == {}
    else:
        assert (await fresh(ada)).display_name == "Ada Lovelace"


def erased_midway(monkeypatch: pytest.MonkeyPatch, kind: str, erase: Callable[[], Awaitable[object]]) -> None:
    """The worker has written the file, and before it says so the client is erased; once."""
    work, left = FILE_KINDS[kind], [erase]

    async def make(turn: Turn) -> str:
        name = await work.make(turn)
        while left:
            await left.pop()()
        return name

    monkeypatch.setitem(FILE_KINDS, kind, replace(work, make=make))


async def test_a_copy_that_is_being_made_is_not_made(monkeypatch: pytest.MonkeyPatch, data_dir: Path):
    ada, by = await a_life(), await someone()
    job_id = await export_client_data(ExportClientDataInput(client_id=Id(str(ada.id))), by)
    erased_midway(monkeypatch, "clients.data", lambda: erased(ada, *EVERYTHING))

    await worked_off()
    await forget_past()

    assert (await Job.get(id=job_id)).state is JobState.FAILED
    assert not list((data_dir / "exports").rglob("*.zip"))


async def test_a_list_that_is_being_written_is_written_anew_without_the_person(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path
):
    ada, _, by = await a_life(), await a_client("Grace"), await someone()
    given = ExportClientsInput(format=ExportFormat.CSV, columns=["name", "email"])
    job_id = await export_clients(given, ORDERS, by)
    erased_midway(monkeypatch, "clients.export", lambda: erased(ada, *EVERYTHING))

    await worked_off()
    await forget_past()

    job = await Job.get(id=job_id)
    assert job.state is JobState.DONE
    assert files_that_hold(data_dir / "exports", "Grace") == [str(file_of(job))]
    assert files_that_hold(data_dir / "exports", *PLANTED) == []


async def test_a_mail_that_a_worker_has_taken_is_not_sent_and_one_on_its_way_is_not_tried_again():
    ada = await a_life()
    claimed = await outbox.claim(10, timedelta(minutes=1))
    hers = [one for one in claimed if one.client_id == ada.id]
    assert await outbox.begin(hers[0])

    await erased(ada, *EVERYTHING)
    late = [await outbox.begin(one) for one in hers]
    await outbox.retry(hers[0], "The server said zyxmail@example.org is busy", run_at=hers[0].run_at)
    await outbox.capture(hers[0])

    assert set(late) == {False}
    assert {(await stored(one)).state for one in hers} == {MailState.FAILED}
    assert await texts_that_hold(*PLANTED) == {}


async def test_an_erased_mail_is_sent_to_nobody_again():
    ada = await a_life()
    (mail, *_) = await outbox.claim(1, timedelta(minutes=1))
    await erased(ada, *EVERYTHING)

    with pytest.raises(Blocked) as refused:
        await resend_mail(ResendMailInput(id=Id(str(mail.id))), BOSS)

    assert [one.code for one in refused.value.blockers] == ["ERASED"]
    assert (await stored(mail)).state is MailState.FAILED

"""Workers that are killed outright, at one statement after another, lose nothing and double nothing."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from hypothesis import settings as profile

from atrium.clients.models import Client
from atrium.events.models import Event
from atrium.family.models import FamilyLink
from atrium.ids import Id
from atrium.imports.actions import commit_import, map_import, revert_import
from atrium.imports.inputs import CommitImportInput, MapImportInput, RevertImportInput
from atrium.imports.models import Import, ImportRow
from atrium.mail.models import EmailMessage
from atrium.settings import Settings
from tests.given import a_client
from tests.imports.given import as_csv, faults, someone, uploaded, worked_off

ROOT = Path(__file__).resolve().parents[2]
IS_LONG = profile().max_examples > 1000
ROWS = [
    {"External id": str(n), "First name": f"Client {n}", "E-mail": f"c{n}@example.org",
     "Parent id": str(n - 1) if n % 3 == 2 else "", "Tags": "Kept"}
    for n in range(1, 10)
]  # fmt: skip


async def killed_again_and_again(settings: Settings, every: int) -> None:
    """A worker dies at every so-manieth statement; under the long profile at each of them, and not only in commits."""
    if not (IS_LONG or every):
        await worked_off()
        return
    known = {
        "ATRIUM_DATABASE_URL": settings.database_url,
        "ATRIUM_DATA_DIR": str(settings.data_dir),
        "ATRIUM_SECRET_KEY": settings.secret_key.hex(),
    }
    command = (sys.executable, "-m", "tests.imports.import_process", str(1 if IS_LONG else every))
    process = await asyncio.create_subprocess_exec(*command, env={**os.environ, **known}, cwd=ROOT)
    assert await asyncio.wait_for(process.wait(), 600 if IS_LONG else 60) == 0


async def happened(action: str) -> int:
    return await Event.filter(action=action).count()


async def test_an_import_whose_workers_are_killed_is_done_once_and_taken_back_once(settings: Settings):
    old = 4
    for n in range(1, old + 1):
        await a_client("Old", f"c{n}@example.org", external_id=str(n))
    await EmailMessage.all().delete()
    by = await someone()
    one = await uploaded(as_csv(ROWS), by)
    key = Id(str(one.id))

    await map_import(MapImportInput(import_id=key, columns=[]), by)
    await killed_again_and_again(settings, 0)
    staged = await Import.get(id=one.id)
    await commit_import(CommitImportInput(import_id=key, send_verification=True), by)
    await killed_again_and_again(settings, 30)
    committed, names = await Import.get(id=one.id), set(await Client.all().values_list("first_name", flat=True))
    links, told, mails = await FamilyLink.all().count(), await happened("client.updated"), await EmailMessage.all()
    await revert_import(RevertImportInput(import_id=key), by)
    await killed_again_and_again(settings, 0)

    done = await Import.get(id=one.id)
    assert (staged.state.value, staged.to_create, staged.to_update) == ("STAGED", 9 - old, old), staged.error
    assert (committed.state.value, committed.committed, committed.done) == ("COMMITTED", 9, 9), await faults(one.id)
    assert names == {f"Client {n}" for n in range(1, 10)}
    assert (links, told, len(mails), len({mail.to for mail in mails})) == (3, old, 9 - old, 9 - old)
    assert (done.state.value, done.reverted, done.done) == ("REVERTED", 9, 9)
    assert await Client.filter(deleted_at=None).values_list("first_name", flat=True) == ["Old"] * old
    assert await ImportRow.all().count() == 9
    assert await happened("client.added") == 9
    assert await happened("client.deleted") == 9 - old

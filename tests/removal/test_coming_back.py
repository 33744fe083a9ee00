"""What was erased does not come back: by a file that is mapped again, by another's activity, by an undo."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from atrium.clients.duplicates.actions import dismiss_duplicate, reopen_duplicate
from atrium.clients.duplicates.inputs import DismissDuplicateInput, ReopenDuplicateInput
from atrium.errors import MergeRefused
from atrium.ids import Id
from atrium.imports.actions import map_import
from atrium.imports.inputs import MapImportInput
from atrium.schema import build
from tests.given import a_client
from tests.imports.given import outcomes, staged
from tests.imports.given import worked_off as imports_worked_off
from tests.jobs.given import someone
from tests.merges.given import fresh, merged, undone
from tests.removal.given import BOSS, EVERYTHING, PLANTED, a_life, erased, texts_that_hold
from tests.removal.test_nothing_left import files_that_hold

ROWS = {
    "an e-mail": {"firstName": "Zyxada", "email": "zyxmail@example.org", "externalId": ""},
    "an external id": {
        "firstName": "Zyxada",
        "lastName": "Qwlovelace",
        "phone": "+49305550199",
        "externalId": "zyxext",
    },
}


@pytest.fixture(autouse=True)
def no_files(data_dir: Path) -> None:
    build()
    shutil.rmtree(data_dir / "imports", ignore_errors=True)


@pytest.mark.parametrize("known_by", ROWS)
async def test_a_staged_file_that_is_mapped_again_brings_nothing_back(known_by: str, data_dir: Path):
    ada, by = await a_life(), await someone()
    work = await staged([{"firstName": "Bob", "externalId": "b-1"}, ROWS[known_by]], by)

    await erased(ada, *EVERYTHING)
    await map_import(MapImportInput(import_id=Id(str(work.id)), columns=[]), by)
    await imports_worked_off()

    assert files_that_hold(data_dir, *PLANTED) == []
    assert await texts_that_hold(*PLANTED) == {}
    assert (await outcomes(work.id))[2] == "CREATE"


async def test_whom_somebody_told_apart_is_named_no_more_in_the_others_activity():
    ada, other = await a_life(), await a_client("Other")
    pair = {"client_id": Id(str(other.id)), "other_id": Id(str(ada.id))}
    await dismiss_duplicate(DismissDuplicateInput(**pair), BOSS)
    await reopen_duplicate(ReopenDuplicateInput(**pair), BOSS)
    assert any(name.startswith("event.") for name in await texts_that_hold("Qwlovelace"))

    await erased(ada, *EVERYTHING)

    assert await texts_that_hold(*PLANTED) == {}


async def test_a_merge_of_an_erased_client_is_not_undone():
    source, ada = await a_life(), await a_client("Ada")
    merge_id = await merged(source, ada)
    await erased(ada, *EVERYTHING)

    with pytest.raises(MergeRefused):
        await undone(merge_id)

    assert await texts_that_hold(*PLANTED) == {}
    assert (await fresh(source)).erased_at is not None


async def test_after_an_undo_each_is_erased_alone_and_named_by_the_other_no_more():
    ada, grace = await a_life(), await a_client("Grace", "grace@example.org", last_name="Uvhopper")
    await undone(await merged(ada, grace))

    await erased(grace)

    assert await texts_that_hold("Uvhopper", "grace@example.org") == {}
    assert (await fresh(ada)).display_name == "Zyxada Maria Qwlovelace"
    assert (await fresh(ada)).erased_at is None

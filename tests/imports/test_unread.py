"""Lines that could not be read as they are: nothing that they do not say is ever written."""

from __future__ import annotations

import csv
import io

import pytest

from atrium.clients.models import Client
from atrium.custom_fields.inputs import Json
from atrium.ids import Id
from atrium.imports.deciding import decide_import_row, decide_import_rows
from atrium.imports.downloading import NOT_AS_IT_WAS, REFUSED, _pieces
from atrium.imports.inputs import (
    DecideImportRowInput,
    DecideImportRowsInput,
    SkipImportRowInput,
    UpdateImportRowInput,
)
from atrium.imports.mending import skip_import_row, update_import_row
from atrium.imports.models import Import, RowDecision
from atrium.imports.reading.rows import Unreadable
from atrium.principal import Principal
from tests.imports.given import committed, faults, outcomes, someone, staged, worked_off

HEADINGS = ("First name", "Last name", "E-mail")
HEAD = ",".join(HEADINGS) + "\n"
TABLE = (
    f'{HEAD}A,{"x" * 30_000},q@x.org\nN\0,B,w@x.org\nE,F,e@x.org,EXTRA,"a=b"\nG,H\nL,M,n@x.org\n'
    '"un,closed\nZ,Z,z@x.org\n'
).encode()  # fmt: skip
UNREAD = {
    2: [("Last name", "CELL_TOO_LONG")], 3: [("First name", "NUL_BYTE")], 4: [("", "RAGGED")], 5: [("", "RAGGED")],
    7: [("", "UNCLOSED_QUOTE")],
}  # fmt: skip


def of(work: Import, line: int) -> dict[str, object]:
    return {"import_id": Id(str(work.id)), "line": line}


async def mend(work: Import, by: Principal, line: int, **cells: str) -> None:
    named = {name.replace("_", " ").capitalize(): text for name, text in cells.items()}
    named = {"E-mail" if name == "Email" else name: text for name, text in named.items()}
    await update_import_row(UpdateImportRowInput(**of(work, line), cells=Json(named)), by)


async def fetched(work: Import) -> bytes:
    """The file of refused rows."""
    names = [str(column["name"]) for column in work.columns]
    return b"".join([piece async for piece in _pieces(work.id, names, REFUSED)])


async def test_a_line_stays_refused_whatever_else_of_it_is_mended_skipped_or_decided():
    by = await someone()
    work = await staged(TABLE, by)
    assert await faults(work.id) == UNREAD

    for line in UNREAD:
        await mend(work, by, line, email=f"{line}@example.org")
        await mend(work, by, line)
        for skipped in (True, False):
            await skip_import_row(SkipImportRowInput(**of(work, line), skip=skipped), by)
        await decide_import_row(DecideImportRowInput(**of(work, line), decision=RowDecision.CREATE), by)
    await decide_import_rows(DecideImportRowsInput(import_id=Id(str(work.id)), decision=RowDecision.ASK), by)
    await worked_off()

    assert await faults(work.id) == UNREAD
    assert (await committed(work, by)).committed == 1
    assert [one.first_name for one in await Client.all()] == ["L"]


async def test_the_very_cell_that_was_not_read_is_put_right_or_all_of_a_line_at_once():
    by = await someone()
    work = await staged(TABLE, by)

    await mend(work, by, 2, last_name="Long")
    await mend(work, by, 3, first_name="Nun")
    for line in (4, 5, 7):
        await mend(work, by, line, first_name=f"F{line}", last_name="L", email=f"{line}@example.org")

    assert await faults(work.id) == {}
    await committed(work, by)
    assert {one.display_name for one in await Client.all()} == {"A Long", "Nun B", "F4 L", "F5 L", "F7 L", "L M"}


async def test_two_cells_that_were_not_read_are_both_to_be_put_right():
    by = await someone()
    work = await staged(f"{HEAD}N\0,M\0,n@example.org\n".encode(), by)
    assert await faults(work.id) == {2: [("First name", "NUL_BYTE"), ("Last name", "NUL_BYTE")]}

    await mend(work, by, 2, first_name="N")
    assert await faults(work.id) == {2: [("Last name", "NUL_BYTE")]}
    await mend(work, by, 2, last_name="M")

    assert await outcomes(work.id) == {2: "CREATE"}


async def test_the_file_of_refused_lines_is_refused_once_more_and_holds_what_they_held():
    by = await someone()
    content = await fetched(await staged(TABLE, by))

    again = await staged(content, by)

    assert set((await outcomes(again.id)).values()) == {"REFUSED"}
    assert b"EXTRA,a=b" in content
    assert "␀".encode() not in content
    assert b"xxx" not in content


async def test_a_line_of_that_file_that_was_put_right_is_taken():
    by = await someone()
    head, first, *_ = csv.reader(io.StringIO((await fetched(await staged(TABLE, by))).decode()))
    assert first[len(head) :] == [NOT_AS_IT_WAS]
    first[1], first[-1] = "Right", ""
    out = io.StringIO()
    csv.writer(out).writerows([head, first])

    again = await staged(out.getvalue().encode(), by)

    assert await outcomes(again.id) == {2: "CREATE"}


@pytest.mark.parametrize("ending", ["", "\n"])
async def test_a_quotation_mark_in_the_last_column_that_is_never_closed_is_told(ending: str):
    content = f'{HEAD}A,B,"a@example.org\nC,D,c@example.org{ending}'

    work = await staged(content.encode(), await someone())

    assert await faults(work.id) == {2: [("", "UNCLOSED_QUOTE")]}


async def test_headings_that_do_not_end_are_told():
    with pytest.raises(Unreadable) as refusal:
        await staged(b'First name,"E-mail\nA,a@example.org\n', await someone())

    assert refusal.value.code == "UNCLOSED_QUOTE"


async def test_an_entry_that_is_no_object_stays_refused():
    by = await someone()
    work = await staged(b'{"First name": "A"}\nnonsense\n{"First name": "B", "First name": "C"}\n', by)
    unread = await faults(work.id)

    for line in (2, 3):
        await update_import_row(UpdateImportRowInput(**of(work, line), cells=Json({})), by)

    assert await faults(work.id) == unread == {2: [("", "MALFORMED")], 3: [("", "DUPLICATE_NAME")]}

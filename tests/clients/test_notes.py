"""Notes about clients: pinned ones first, nothing overwritten unseen, nothing lost, all of it told."""

from __future__ import annotations

import asyncio

import pytest

from atrium.clients.models import Client, ClientNote
from atrium.clients.notes.actions import NOTE_LONGEST, add_note, pin_note, remove_note, restore_note, update_note
from atrium.clients.notes.inputs import (
    AddNoteInput,
    PinNoteInput,
    RemoveNoteInput,
    RestoreNoteInput,
    UpdateNoteInput,
)
from atrium.columns import now
from atrium.errors import IdempotencyConflict, InvalidInput, NotFound, StaleVersion
from atrium.events.models import Event
from atrium.ids import Id
from tests.given import STAFF, a_client, rows_everywhere
from tests.graph.asking import ask, data, staff

NOTES = """query($id: ID!, $first: Int, $after: String) { client(id: $id) { notes(first: $first, after: $after) {
  totalCount pageInfo { endCursor hasNextPage }
  nodes { id text pinned version author { kind name } createdAt editedAt } } } }"""


async def a_note(
    client: Client, text: str = "Rings on Mondays.", key: str | None = None, *, pinned: bool = False
) -> Id:
    made = AddNoteInput(client_id=Id(str(client.id)), text=text, pinned=pinned)
    return Id(str(await add_note(made, STAFF, key)))


async def notes_of(client: Client, **paging: object) -> list[dict]:
    found = await data(NOTES, {"id": str(client.id), **paging})
    return found["client"]["notes"]["nodes"]


async def test_pinned_notes_come_first_then_the_newest_across_pages():
    client = await a_client("Ada")
    for text, pinned in (("one", True), ("two", False), ("three", True), ("four", False)):
        await a_note(client, text, pinned=pinned)

    whole = await notes_of(client)
    first = await data(NOTES, {"id": str(client.id), "first": 3})
    after = first["client"]["notes"]["pageInfo"]["endCursor"]
    rest = await notes_of(client, after=after)

    assert [note["text"] for note in whole] == ["three", "one", "four", "two"]
    assert [note["text"] for note in rest] == ["two"]
    assert first["client"]["notes"]["totalCount"] == 4
    assert whole[0]["author"] == {"kind": "STAFF", "name": "Sam Staff"}


async def test_a_note_keeps_its_lines_and_is_told_with_its_words():
    client = await a_client("Ada")

    note = await a_note(client, "  First line\n\tsecond line  ")

    assert (await ClientNote.get(id=note)).text == "First line\n\tsecond line"
    assert (await Event.get(action="note.added")).changes == [
        {"field": "note", "before": None, "after": "First line\n\tsecond line"}
    ]
    assert (await Client.get(id=client.id)).version == client.version + 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "REQUIRED"),
        (" \n ", "REQUIRED"),
        ("a\x00b", "CONTROL_CHARACTER"),
        ("a\u202eb", "CONTROL_CHARACTER"),
        ("x" * (NOTE_LONGEST + 1), "TOO_LONG"),
    ],
)
async def test_what_is_no_note_is_refused_and_leaves_no_trace(text: str, code: str):
    client = await a_client("Ada")
    note = await a_note(client)
    before = await rows_everywhere()

    with pytest.raises(InvalidInput) as added:
        await a_note(client, text)
    with pytest.raises(InvalidInput) as edited:
        await update_note(UpdateNoteInput(id=note, version=1, text=text), STAFF)

    for refused in (added, edited):
        assert [(fault.path, fault.code) for fault in refused.value.faults] == [(("text",), code)]
    assert await rows_everywhere() == before


async def test_an_edit_says_so_and_the_later_of_two_editors_is_told():
    client = await a_client("Ada")
    note = await a_note(client, "Rings on Mondays.")

    await update_note(UpdateNoteInput(id=note, version=1, text="Rings on Tuesdays."), STAFF)
    with pytest.raises(StaleVersion) as refused:
        await update_note(UpdateNoteInput(id=note, version=1, text="Never rings."), STAFF)

    (shown,) = await notes_of(client)
    assert (shown["text"], shown["version"], shown["editedAt"] is not None) == ("Rings on Tuesdays.", 2, True)
    assert refused.value.current_version == 2
    assert (await Event.get(action="note.edited")).changes == [
        {"field": "note", "before": "Rings on Mondays.", "after": "Rings on Tuesdays."}
    ]


async def test_of_ten_editors_at_once_one_wins():
    note = await a_note(await a_client("Ada"))
    edits = [UpdateNoteInput(id=note, version=1, text=f"Edit {number}") for number in range(10)]

    outcomes = await asyncio.gather(*(update_note(edit, STAFF) for edit in edits), return_exceptions=True)

    assert sum(isinstance(outcome, StaleVersion) for outcome in outcomes) == 9
    assert await Event.filter(action="note.edited").count() == 1


async def test_the_same_words_and_the_same_pin_leave_no_trace():
    client = await a_client("Ada")
    note = await a_note(client, "Kept.", pinned=True)
    before, version = await rows_everywhere(), (await Client.get(id=client.id)).version

    await update_note(UpdateNoteInput(id=note, version=1, text=" Kept. "), STAFF)
    await pin_note(PinNoteInput(id=note, pinned=True), STAFF)

    assert await rows_everywhere() == before
    assert (await Client.get(id=client.id)).version == version


async def test_pinning_is_no_edit_of_the_words():
    client = await a_client("Ada")
    note = await a_note(client, "Kept.")

    await pin_note(PinNoteInput(id=note, pinned=True), STAFF)
    await pin_note(PinNoteInput(id=note, pinned=False), STAFF)

    (shown,) = await notes_of(client)
    assert (shown["pinned"], shown["version"], shown["editedAt"]) == (False, 1, None)
    assert [(one.action, one.changes) for one in await Event.filter(action__contains="pinned").order_by("at")] == [
        ("note.pinned", [{"field": "pinnedNote", "before": None, "after": "Kept."}]),
        ("note.unpinned", [{"field": "pinnedNote", "before": "Kept.", "after": None}]),
    ]


async def test_a_removed_note_is_gone_until_it_is_restored_as_it_was():
    client = await a_client("Ada")
    note = await a_note(client, "Kept.", pinned=True)
    (before,) = await notes_of(client)

    await remove_note(RemoveNoteInput(id=note), STAFF)
    gone = await notes_of(client)
    for act in (
        update_note(UpdateNoteInput(id=note, version=1, text="x"), STAFF),
        remove_note(RemoveNoteInput(id=note), STAFF),
    ):
        with pytest.raises(NotFound):
            await act
    await restore_note(RestoreNoteInput(id=note), STAFF)
    await restore_note(RestoreNoteInput(id=note), STAFF)

    assert gone == []
    assert await notes_of(client) == [before]
    told = [
        (one.action, one.changes[0]["after"]) for one in await Event.filter(action__startswith="note.").order_by("at")
    ]
    assert told == [("note.added", "Kept."), ("note.removed", None), ("note.restored", "Kept.")]


async def test_pressing_twice_writes_one_note():
    client = await a_client("Ada")

    first = await a_note(client, "Once.", "k")
    again = await a_note(client, "Once.", "k")
    with pytest.raises(IdempotencyConflict):
        await a_note(client, "Other.", "k")

    assert first == again
    assert await ClientNote.all().count() == 1


@pytest.mark.parametrize("given", ["01890a5d-ac96-774b-bcce-b302099a8057", "no id", "\x00"])
async def test_what_is_not_there_is_not_found(given: str):
    with pytest.raises(NotFound):
        await add_note(AddNoteInput(client_id=Id(given), text="x"), STAFF)
    with pytest.raises(NotFound):
        await pin_note(PinNoteInput(id=Id(given)), STAFF)


async def test_notes_of_a_deleted_client_can_be_read_and_no_longer_changed():
    client = await a_client("Ada")
    note = await a_note(client)
    await Client.filter(id=client.id).update(deleted_at=now())

    with pytest.raises(NotFound):
        await remove_note(RemoveNoteInput(id=note), STAFF)

    assert len(await notes_of(client)) == 1


async def test_who_may_not_read_notes_reads_them_in_no_timeline_either():
    client = await a_client("Ada")
    note = await a_note(client, "Between us.")
    await update_note(UpdateNoteInput(id=note, version=1, text="Still between us."), STAFF)
    timeline = "query($id: ID!) { client(id: $id) { timeline { totalCount nodes { action } } } }"

    without = await data(timeline, {"id": str(client.id)}, by=staff("client.read", "event.read"))
    with_it = await data(timeline, {"id": str(client.id)}, by=staff("client.read", "event.read", "note.read"))
    refused = await ask(NOTES, {"id": str(client.id)}, by=staff("client.read", "event.read"))

    assert [event["action"] for event in without["client"]["timeline"]["nodes"]] == ["client.added"]
    assert without["client"]["timeline"]["totalCount"] == 1
    assert with_it["client"]["timeline"]["totalCount"] == 3
    assert refused["errors"][0]["extensions"]["needs"] == ["note.read"]


async def test_whether_notes_may_be_written_comes_with_the_client():
    client = await a_client("Ada")
    query = "query($id: ID!) { client(id: $id) { viewerCan { writeNotes } } }"
    one = {"id": str(client.id)}

    may = await data(query, one, by=staff("client.read", "note.write"))
    may_not = await data(query, one, by=staff("client.read", "note.read"))

    assert (may["client"]["viewerCan"]["writeNotes"], may_not["client"]["viewerCan"]["writeNotes"]) == (True, False)

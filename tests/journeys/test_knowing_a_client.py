"""What staff learn about a client is written down, and who is entered twice is noticed."""

from __future__ import annotations

from atrium.settings import Settings
from tests.access.given import a_staff
from tests.journeys.callers import a_browser

PHONE = "+442079460123"


async def test_from_the_warning_while_adding_to_what_both_timelines_tell(settings: Settings):
    async with a_browser(settings) as sam, a_browser(settings) as kim:
        await sam.sign_in(await a_staff("Sam Staff"))
        await kim.sign_in(await a_staff("Kim Staff"))
        ada = (await sam.ask("AddClient", {"input": {"firstName": "Ada", "email": "ada@example.org", "phone": PHONE}}))[
            "id"
        ]

        (warned,) = await kim.ask("Lookalikes", {"draft": {"phone": "020 7946 0123", "country": "GB"}})
        eve = (await kim.ask("AddClient", {"input": {"firstName": "Eve", "allowLogin": False, "phone": PHONE}}))["id"]
        (found,) = await sam.ask("ClientDuplicates", {"id": ada})
        await sam.ask("DismissDuplicate", {"input": {"clientId": ada, "otherId": eve}})
        (settled,) = await kim.ask("ClientDuplicates", {"id": eve})

        note = await kim.ask("AddNote", {"input": {"clientId": ada, "text": "Rings on Mondays.", "pinned": True}})
        edit = {"id": note["id"], "version": note["version"]}
        await sam.ask("UpdateNote", {"input": {**edit, "text": "Rings on Tuesdays."}})
        late = await kim.ask("UpdateNote", {"input": {**edit, "text": "Never rings."}})
        await sam.ask("TagClient", {"input": {"clientId": ada, "tags": ["Caller"]}})
        offered = await kim.ask("TagChoices", {"search": "call", "first": 8})
        (shown,) = (await kim.ask("ClientNotes", {"id": ada}))["notes"]["nodes"]
        timelines = [(await sam.ask("ClientTimeline", {"id": one}))["timeline"]["nodes"] for one in (ada, eve)]

    assert (warned["certainty"], warned["client"]["id"]) == ("EXACT", ada)
    assert (found["client"]["id"], found["dismissedAt"], settled["dismissedBy"]) == (eve, None, "Sam Staff")
    assert late["__typename"] == "StaleVersion"
    assert (shown["text"], shown["author"]["name"], shown["editedAt"] is not None) == (
        "Rings on Tuesdays.",
        "Kim Staff",
        True,
    )
    assert offered == [{"label": "Caller", "clientCount": 1}]
    of_ada, of_eve = ({event["action"] for event in events} for events in timelines)
    assert of_ada >= {"client.duplicate_dismissed", "note.added", "note.edited", "client.tagged"}
    assert of_eve == {"client.added", "client.duplicate_dismissed"}

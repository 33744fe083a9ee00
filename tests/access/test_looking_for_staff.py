"""Colleagues are listed and looked for as clients are: case and accents are folded."""

from __future__ import annotations

from types import SimpleNamespace

from tortoise.connection import get_connection

from atrium import database
from atrium.access.models import Staff
from atrium.access.profile.actions import update_profile
from atrium.access.profile.inputs import UpdateProfileInput
from atrium.access.team.inputs import UpdateStaffMemberInput
from atrium.access.team.members import update_member
from atrium.migrations import _steps
from atrium.principal import SYSTEM
from tests.access.given import a_principal, a_staff
from tests.access.team_given import an_invited
from tests.graph.asking import data

LISTED = "query($q: String) { staffMembers(search: $q) { nodes { name } } }"


async def found(search: str | None = None) -> list[str]:
    return [node["name"] for node in (await data(LISTED, {"q": search}))["staffMembers"]["nodes"]]


async def test_a_name_is_found_and_listed_whatever_its_case_and_accents():
    for name in ("Zoë", "änne", "Bob", "ÉVA"):
        await a_staff(name)

    assert await found() == ["änne", "Bob", "ÉVA", "Zoë"]
    assert (await found("ANNE"), await found("eva"), await found("ZOE example")) == (["änne"], ["ÉVA"], ["Zoë"])


async def test_a_new_name_is_found_however_it_was_changed():
    person = await a_staff("Grace", email="grace@example.org")
    await update_member(UpdateStaffMemberInput(id=str(person.id), name="Émilie"), SYSTEM)
    by_others = await found("emilie")
    await update_profile(UpdateProfileInput(name="Jürgen"), await a_principal(person))

    assert (by_others, await found("jurgen"), await found("emilie")) == (["Émilie"], ["Jürgen"], [])


async def test_the_invited_are_found_by_their_address():
    await an_invited("Nora.New@example.org")

    assert len(await found("NORA.new")) == 1


async def test_who_was_there_before_is_found_after_the_upgrade(monkeypatch):
    monkeypatch.setattr(_steps, "FOLDED_AT_ONCE", 2)
    for name in ("Zoë", "Änne", "Éva"):
        await a_staff(name)
    await Staff.all().update(found_by="")
    editor = SimpleNamespace(DIALECT=database.dialect(), client=get_connection("default"))

    await _steps.Folded("staff", "found_by", "name", "email").database_forward("atrium", None, None, editor)

    assert [await found(name) for name in ("zoe", "anne", "eva")] == [["Zoë"], ["Änne"], ["Éva"]]

from __future__ import annotations

from atrium.access.models import StaffGroup
from atrium.access.permissions import ADMINISTRATOR, PERMISSIONS, PRESETS
from atrium.access.staff import ensure_presets


def test_every_permission_says_in_a_sentence_what_it_allows():
    assert all(sentence.endswith(".") and len(sentence) > 10 for sentence in PERMISSIONS.values())


def test_administrators_may_do_everything_and_no_preset_more_than_there_is():
    assert PRESETS[ADMINISTRATOR] == frozenset(PERMISSIONS)
    assert all(permissions <= frozenset(PERMISSIONS) for permissions in PRESETS.values())


def test_who_only_reads_cannot_change_anything_nor_read_links_that_could():
    assert all(permission.endswith(".read") for permission in PRESETS["Read-only"])
    assert "mail.read" not in PRESETS["Read-only"]


async def test_the_presets_are_made_once_and_kept_as_this_version_knows_them():
    await ensure_presets()
    before = {group.name: group.id for group in await StaffGroup.all()}
    await StaffGroup.filter(name="Support").update(permissions=["client.read", "staff.manage"])

    await ensure_presets()

    groups = await StaffGroup.all()
    assert {group.name: group.id for group in groups} == before
    assert {group.name: frozenset(group.permissions) for group in groups} == PRESETS
    assert all(group.is_preset for group in groups)


async def test_a_group_of_ones_own_is_left_alone():
    await StaffGroup.create(name="Interns", permissions=["client.read"])

    await ensure_presets()

    assert (await StaffGroup.get(name="Interns")).permissions == ["client.read"]

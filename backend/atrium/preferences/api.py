"""The door to preferences."""

from __future__ import annotations

import inspect

import strawberry

from atrium import errors
from atrium.graph.answers import answers
from atrium.graph.fields import mutation
from atrium.graph.inputs import dress
from atrium.graph.permits import ANYONE, STAFF_SESSION
from atrium.preferences import inputs, staff

strawberry.enum(inputs.Theme, description=inspect.getdoc(inputs.Theme))
strawberry.enum(inputs.Density, description=inspect.getdoc(inputs.Density))
# Told to their owner alone: the fields that lead here decide to whom.

for _model in (inputs.ColumnPreferenceInput, inputs.ListPreferenceInput, inputs.SavePreferencesInput):
    dress(_model)


@answers(needs=ANYONE)
class ColumnPreference:
    """A column that is shown, in pixels where it was given a width."""

    key: str
    width: int | None


@answers(needs=ANYONE)
class ListPreference:
    """How one list looks: its columns in their order; none means the usual ones."""

    name: str
    density: inputs.Density
    columns: list[ColumnPreference]


@answers(needs=ANYONE)
class Preferences:
    """How somebody likes the dashboard, on every computer. `singleKeys`: shortcuts of one key are on."""

    theme: inputs.Theme
    single_keys: bool
    lists: list[ListPreference]


def shown(found: staff.Preferences) -> Preferences:
    """The preferences as an answer."""
    lists = [
        ListPreference(
            name=one.name,
            density=one.density,
            columns=[ColumnPreference(key=column.key, width=column.width) for column in one.columns],
        )
        for one in found.lists
    ]
    return Preferences(theme=found.theme, single_keys=found.single_keys, lists=lists)


@mutation(Preferences, errors.InvalidInput, needs=STAFF_SESSION)
async def save_preferences(info: strawberry.Info, input: inputs.SavePreferencesInput) -> Preferences:
    """Keep what is given of one's own preferences; what is left out stays."""
    return shown(await staff.save_preferences(input, info.context.principal))

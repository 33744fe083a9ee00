"""Whether there are support PINs at all, and for how long one lasts."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel

from atrium import database
from atrium.clients.pin.inputs import SaveSupportPinSettingInput
from atrium.columns import now
from atrium.preferences.store import Settled, setting, settle_anew, settled
from atrium.principal import Principal


class SupportPins(BaseModel):
    """On unless staff switch them off; a PIN lasts a day unless they say otherwise."""

    is_on: bool = True
    interval_hours: int = 24


SUPPORT_PIN = setting("support_pin", SupportPins)

SWITCHED_ON = {
    "postgres": "NOT EXISTS (SELECT 1 FROM store_setting WHERE name = 'support_pin'"
    " AND CAST(value ->> 'is_on' AS boolean) = FALSE)",
    "sqlite": "NOT EXISTS (SELECT 1 FROM store_setting WHERE name = 'support_pin'"
    " AND json_extract(value, '$.is_on') = 0)",
}
"""The same in SQL."""


async def save_setting(given: SaveSupportPinSettingInput, by: Principal) -> Settled[SupportPins]:
    """Let staff's choice hold from now on. Answers what holds now.

    Switching PINs off voids every one of them at once; a shorter interval shortens those that live. Raises
    InvalidInput (path intervalHours: OUT_OF_RANGE) and StaleVersion.
    """
    given.check()
    chosen = SupportPins(is_on=given.is_on, interval_hours=given.interval_hours)
    async with database.tx():
        before = (await settle_anew(SUPPORT_PIN, chosen, given.version, by)).value
        if before.is_on != chosen.is_on:
            await database.execute("DELETE FROM support_pin")
        if chosen.interval_hours < before.interval_hours:
            latest = now() + timedelta(hours=chosen.interval_hours)
            await database.execute("UPDATE support_pin SET valid_until = $1 WHERE valid_until > $1", latest)
    return await settled(SUPPORT_PIN)

"""The door to the support PIN: telling it, renewing it, checking what a caller says, and its setting."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from atrium import errors
from atrium.clients.listing.filter import of_visible
from atrium.clients.pin import actions, models, queries, setting, verifying
from atrium.clients.pin.inputs import (
    RegenerateSupportPinInput,
    RevealSupportPinInput,
    SaveSupportPinSettingInput,
    VerifySupportPinInput,
)
from atrium.columns import now
from atrium.graph.answers import answers, refers, selected
from atrium.graph.fields import mutation, query
from atrium.graph.inputs import dress
from atrium.graph.permits import ANYONE, CLIENT_SESSION, SIGNED_IN
from atrium.graph.reading.declare import Column, column, extend, extend_part, one, reads
from atrium.graph.reading.sql import Sql, all_of
from atrium.preferences.store import Settled, settled
from atrium.principal import ActorKind, Principal

for _model in (RevealSupportPinInput, RegenerateSupportPinInput, VerifySupportPinInput, SaveSupportPinSettingInput):
    dress(_model)


@answers(needs=ANYONE)
class SupportPin:
    """Six digits that prove who is calling, and until when they do."""

    pin: str
    valid_until: datetime


@answers(needs=ANYONE)
class PinVerified:
    """What the caller said is this client's PIN. `until`: how long that is shown to you on the client's page."""

    until: datetime
    client_id: strawberry.Private[UUID]
    client = refers("Client", by="client_id", nullable=False)


@answers(needs={"isOn": SIGNED_IN, "intervalHours": SIGNED_IN, "version": SIGNED_IN, "liveCount": "settings.manage"})
class SupportPinSetting:
    """Whether there are support PINs, for how many hours one lasts, and how many live now."""

    is_on: bool
    interval_hours: int
    version: int
    live_count: int


def _own_and_fresh(principal: Principal) -> Sql:
    """The caller's own proofs, while they are shown."""
    own = Sql("{t}.by_id = ?uuid AND {t}.until > ?moment", (principal.id, now()))
    visible = of_visible(principal)
    return own if visible is None else all_of([own, visible])


@reads("support_pin_check", needs="client.read", model=models.SupportPinCheck, rows=_own_and_fresh)
class PinCheck:
    """You heard the right support PIN from this client, within the last thirty minutes."""

    at: datetime = column()
    until: datetime = column()


extend(
    "Client",
    pin_verified=one("PinCheck", on="{t}.client_id = {parent}.id", doc="Your own check of a caller, while it counts."),
)


def _pin_ability(permission: str, *kinds: ActorKind) -> Column:
    condition = "{t}.status NOT IN ('DELETED', 'MERGED', 'GUEST')"
    sql = {dialect: f"(?bool AND {condition} AND {is_on})" for dialect, is_on in setting.SWITCHED_ON.items()}
    return Column(sql=sql, params=lambda principal: (principal.may(permission) and principal.kind in kinds,))


extend_part(
    "Client",
    "viewer_can",
    reveal_pin=_pin_ability("pin.reveal", ActorKind.STAFF),
    verify_pin=_pin_ability("pin.verify", ActorKind.STAFF, ActorKind.TOKEN),
)


@mutation(SupportPin, errors.NotFound, errors.Blocked, needs="pin.reveal", at_the_store=CLIENT_SESSION)
async def reveal_support_pin(info: strawberry.Info, input: RevealSupportPinInput) -> SupportPin:
    """Tell a client's support PIN, made now where none lives. Staff who ask are written down; API tokens may not.

    At the store's door clients are told their own.
    """
    told = await actions.reveal(input, info.context.principal)
    return SupportPin(pin=told.pin, valid_until=told.valid_until)


@mutation(SupportPin, errors.NotFound, errors.Blocked, needs="pin.reveal", at_the_store=CLIENT_SESSION)
async def regenerate_support_pin(info: strawberry.Info, input: RegenerateSupportPinInput) -> SupportPin:
    """Make another support PIN for a client; the old one stops counting at once. Open to whom revealing it is."""
    told = await actions.regenerate(input, info.context.principal)
    return SupportPin(pin=told.pin, valid_until=told.valid_until)


@mutation(
    PinVerified, errors.PinNotVerified, errors.TooManyAttempts, errors.Blocked, errors.InvalidInput,
    needs="pin.verify",
)  # fmt: skip
async def verify_support_pin(info: strawberry.Info, input: VerifySupportPinInput) -> PinVerified:
    """Check what a caller says. No such PIN, an expired one and another client's are one answer.

    At most ten wrong guesses in fifteen minutes by one staff member or token, five at one client's PIN, 300 in all.
    """
    found = await verifying.verify(input, info.context.principal)
    if found is None:
        raise errors.PinNotVerified()
    return PinVerified(until=found.until, client_id=found.client_id)


@query(needs=SIGNED_IN)
async def support_pin_setting(info: strawberry.Info) -> SupportPinSetting:
    """Whether there are support PINs, and for how long one lasts."""
    return await _shown(await settled(setting.SUPPORT_PIN), info)


@mutation(SupportPinSetting, errors.InvalidInput, errors.StaleVersion, needs="settings.manage")
async def save_support_pin_setting(info: strawberry.Info, input: SaveSupportPinSettingInput) -> SupportPinSetting:
    """Switch support PINs on or off, and say how long one lasts. Switching off voids them all."""
    return await _shown(await setting.save_setting(input, info.context.principal), info)


async def _shown(now_holds: Settled[setting.SupportPins], info: strawberry.Info) -> SupportPinSetting:
    is_counted = "liveCount" in selected(info._raw_info, "SupportPinSetting")
    chosen = now_holds.value
    return SupportPinSetting(
        is_on=chosen.is_on,
        interval_hours=chosen.interval_hours,
        version=now_holds.version,
        live_count=await queries.live_count() if is_counted else 0,
    )

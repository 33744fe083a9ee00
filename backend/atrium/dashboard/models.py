"""The rollup: deltas folded together, so that a figure costs the same with ten clients and a million."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class ClientFlow(Model):
    """How the figures moved within one span of time: a quarter-hour, an hour, a day (UTC).

    A span is known by its length and its first quarter (quarter-hours since 1970 in UTC). Every delta is counted in one
    span of each length, so a year is read from days, and only its edges from hours and quarter-hours. `new_*` are the
    registrations by origin of clients who are not merged or deleted; the others are net movements into a status.
    """

    id = fields.BigIntField(primary_key=True)
    quarters = fields.SmallIntField()
    quarter = fields.IntField()
    new_staff = fields.BigIntField()
    new_self_registered = fields.BigIntField()
    new_guest_checkout = fields.BigIntField()
    new_import = fields.BigIntField()
    new_api = fields.BigIntField()
    active = fields.BigIntField()
    unverified = fields.BigIntField()
    login_disabled = fields.BigIntField()
    guest = fields.BigIntField()

    class Meta:
        table = "client_flow"
        unique_together = (("quarters", "quarter"),)


class ClientStanding(Model):
    """How many clients stand in a status and a country (`""`: unknown) now."""

    id = fields.BigIntField(primary_key=True)
    status = fields.CharField(max_length=20)
    country = fields.CharField(max_length=2)
    amount = fields.BigIntField()

    class Meta:
        table = "client_standing"
        unique_together = (("status", "country"),)

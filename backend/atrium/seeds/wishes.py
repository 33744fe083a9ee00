"""What the invented store wants to know about its clients beyond what everybody asks, and what they answer."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from atrium.columns import as_of, now
from atrium.custom_fields.actions import define_custom_field
from atrium.custom_fields.inputs import DefineCustomFieldInput
from atrium.custom_fields.models import CustomField, CustomFieldType, CustomFieldVisibility
from atrium.principal import Principal

INDUSTRIES = ["Retail", "Hospitality", "Education", "Health", "Crafts", "Media", "Public sector"]
TOPICS = ["New arrivals", "Offers", "Events", "Behind the scenes"]

FIELDS = [
    DefineCustomFieldInput(
        key="loyalty_number", label="Loyalty card", type=CustomFieldType.TEXT, searchable=True,
        visibility=CustomFieldVisibility.CLIENT_SEES,
    ),
    DefineCustomFieldInput(key="industry", label="Industry", type=CustomFieldType.SELECT, options=INDUSTRIES),
    DefineCustomFieldInput(
        key="topics", label="Interested in", type=CustomFieldType.MULTI_SELECT, options=TOPICS,
        visibility=CustomFieldVisibility.REGISTRATION,
    ),
    DefineCustomFieldInput(key="credit_limit", label="Credit limit", type=CustomFieldType.DECIMAL),
    DefineCustomFieldInput(key="contract_ends", label="Contract ends", type=CustomFieldType.DATE),
    DefineCustomFieldInput(
        key="invoice_by_post", label="Invoice by post", type=CustomFieldType.BOOLEAN,
        visibility=CustomFieldVisibility.CLIENT_EDITS,
    ),
]  # fmt: skip


async def define_fields(by: Principal) -> bool:
    """Define these fields, three years ago, in a store that has none. Whether its fields are these now."""
    if not await CustomField.exists():
        with as_of(now() - timedelta(days=3 * 365 + 1)):
            for field in FIELDS:
                await define_custom_field(field, by)
    found = {(field.key, field.type, tuple(field.options)) for field in await CustomField.all()}
    return found == {(field.key, field.type, tuple(field.options or ())) for field in FIELDS}


def answers(place: int, chance: Random) -> dict[str, Any] | None:
    """What one client has answered; None for most."""
    if chance.random() > 0.45:
        return None
    offered: dict[str, Any] = {
        "loyalty_number": f"LC-{10_000 + place}-{chance.randrange(10)}",
        "industry": chance.choice(INDUSTRIES),
        "topics": chance.sample(TOPICS, chance.randint(1, 3)),
        "credit_limit": str(chance.choice((250, 500, 1000, 2500, 10_000))),
        "contract_ends": (now() + timedelta(days=chance.randint(-200, 700))).date().isoformat(),
        "invoice_by_post": chance.random() < 0.3,
    }
    return {key: offered[key] for key in chance.sample(list(offered), chance.randint(1, 4))}

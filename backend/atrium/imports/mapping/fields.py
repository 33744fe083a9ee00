"""The fields that a column can be, by the names that GraphQL has for them."""

from __future__ import annotations

import re
from typing import NamedTuple

ADDRESS = ("line1", "line2", "city", "region", "postcode", "country")
COMPANY = ("company", "taxId", "registrationNumber")
SINGLE = (
    "externalId", "firstName", "lastName", "name", "language", "currency", "allowLogin", "createdAt", "emailVerified",
    "passwordHash", "parentExternalId", "phonePrefix", "number",
)  # fmt: skip
SEVERAL = ("email", "phone", *ADDRESS, *COMPANY, "tags", "notes")
"""What a client can have more than one of: `email`, `email2`, `email3`; `city2` belongs to `line12`."""

CUSTOM = "customFields."
MOST_OF_A_KIND = 20
SENTENCES = {
    "externalId": "The id in the other system. By it the client is known again.",
    "number": "The number that the client has here: for files that were exported here.",
    "name": "First and last name in one; the last word is the last name, or what stands before a comma.",
    "allowLogin": "Whether the client may log in; yes and no are understood in many languages.",
    "emailVerified": "Whether, or when, the first address was verified. Who brings a password counts as verified.",
    "passwordHash": "A bcrypt, Argon2 or PHP password hash: the client keeps the password, and counts as verified "
    "unless emailVerified says otherwise.",
    "parentExternalId": "The external id of the account above this one, in this file or here already.",
    "phonePrefix": "The calling code of numbers that are without one.",
    "createdAt": "Since when they have been a client.",
    "tags": "Several, separated by comma, semicolon or |.",
    "email": "Several, separated by comma, semicolon or |; a second column is email2.",
    "phone": "Several, separated by comma, semicolon or |; a second column is phone2.",
    "postcode": "Zeros in front that a spreadsheet left out are put back.",
    "country": "Its two letters, or its name in one of many languages.",
    "notes": "A note for staff.",
}

_NUMBERED = re.compile(rf"({'|'.join(sorted(SEVERAL, key=len, reverse=True))})([2-9]|1\d|20)?")


class Target(NamedTuple):
    """A field, which of its kind (1 is the first), and of a custom field the key."""

    field: str
    place: int = 1
    key: str = ""


def target_of(name: str) -> Target | None:
    """What a field's name means; None for one that there is not."""
    if name in SINGLE:
        return Target(name)
    if name.startswith(CUSTOM):
        return Target(CUSTOM, 1, name.removeprefix(CUSTOM))
    found = _NUMBERED.fullmatch(name)
    return Target(found[1], int(found[2] or 1)) if found else None

"""Cells that say yes or no, a time, a password's hash; and those of custom fields, whatever their type."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from atrium.access.foreign_hashes import is_known_hash
from atrium.columns import moment_text, now
from atrium.custom_fields.definitions import Definition
from atrium.custom_fields.kinds import read_value
from atrium.custom_fields.models import CustomFieldType
from atrium.errors import Fault
from atrium.faults import Faults
from atrium.imports.mapping.fields import CUSTOM
from atrium.imports.mapping.hidden import HIDDEN
from atrium.imports.mapping.words import country_of, moment_in, truth_of
from atrium.imports.vetting_lists import Cells, parts

WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
NO_OPTION = "UNKNOWN_OPTION"
EARLIEST = "1900-01-01"
MALFORMED_TIME = "This is not a time that can be read without guessing. Write it as 2026-01-31, or 2026-01-31 15:00."


def truth(faults: Faults, given: Cells, name: str) -> bool | None:
    """Yes, no, or nothing. Notes WRONG_TYPE."""
    text = given.text(name)
    found = truth_of(text) if text else None
    if text and found is None:
        faults.add(given.names[name], "WRONG_TYPE", "This has to be yes or no.")
    return found


def moment(faults: Faults, given: Cells, name: str) -> str | None:
    """The time, as text. Notes MALFORMED and OUT_OF_BOUNDS (not in the future, nor before 1900)."""
    text = given.text(name)
    if not text:
        return None
    try:
        found = moment_in(text)
    except (ValueError, OverflowError):
        faults.add(given.names[name], "MALFORMED", MALFORMED_TIME)
        return None
    if found is None:
        return None
    if found > now() or moment_text(found) < EARLIEST:
        faults.add(given.names[name], "OUT_OF_BOUNDS", "This has to be a time in the past, not before 1900.")
        return None
    return moment_text(found)


def verified(faults: Faults, given: Cells) -> tuple[bool | None, str | None]:
    """Whether the address was verified, and when, if the cell says it."""
    text = given.text("emailVerified")
    if not text or truth_of(text) is not None:
        return (truth_of(text) if text else None), None
    at = moment(faults, given, "emailVerified")
    return (True if at else None), at


def password_hash(faults: Faults, given: Cells) -> str | None:
    """A hash by which the password can be recognised. Notes UNKNOWN_HASH."""
    text = given.text("passwordHash")
    if text == HIDDEN:
        why = "The hash was left out when this file was fetched."
        message = f"{why} Take it from where it came from, or empty the cell: then the client chooses a new password."
        faults.add(given.names["passwordHash"], "HIDDEN_HASH", message)
        return None
    if text and not is_known_hash(text):
        why = "This is no password hash that can be verified (bcrypt, Argon2, PHP's $2y$)."
        message = f"{why} Leave the cell empty: then the client chooses a new password."
        faults.add(given.names["passwordHash"], "UNKNOWN_HASH", message)
        return None
    return text or None


def custom_values(
    faults: Faults, given: Cells, known: Sequence[Definition], country: str
) -> tuple[dict[str, object], list[Fault]]:
    """What the row says in custom fields, by key; and what would be wrong with a new client.

    A word that is no option stays as it is: whoever has it already, from a time when it was one, may keep it.
    """
    read: dict[str, object] = {}
    lacking: list[Fault] = []
    for one in known:
        name = f"{CUSTOM}{one.key}"
        text = given.text(name)
        if not text:
            if one.required:
                lacking.append(Fault((given.names.get(name, name),), "REQUIRED", "Please fill this in."))
            continue
        own = Faults()
        value = read_value(own, one, meant(one, text), country)
        for fault in own.found:
            if fault.code == NO_OPTION:
                lacking.append(Fault((given.names[name],), fault.code, fault.message))
                read[one.key] = parts(text) if one.type is CustomFieldType.MULTI_SELECT else text
            else:
                faults.add(given.names[name], fault.code, fault.message)
        if value is not None:
            read[one.key] = value.shown
    return read, lacking


def meant(field: Definition, text: str) -> object:
    """The text as the value that a field of this type takes; what does not fit stays text, and is refused as such."""
    turn = _TURNS.get(field.type)
    found = turn(text) if turn else text
    return text if found is None else found


def _day(text: str) -> str | None:
    try:
        found = moment_in(text)
    except (ValueError, OverflowError):
        return None
    return found.date().isoformat() if found else ""


_TURNS: dict[CustomFieldType, Callable[[str], object]] = {
    CustomFieldType.INTEGER: lambda text: int(text) if WHOLE.fullmatch(text) else None,
    CustomFieldType.BOOLEAN: truth_of,
    CustomFieldType.DATE: _day,
    CustomFieldType.MULTI_SELECT: parts,
    CustomFieldType.COUNTRY: country_of,
}

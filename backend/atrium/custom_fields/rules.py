"""What a definition must be, whoever gives it: everything that is wrong with it, at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atrium.custom_fields.definitions import HAVE_OPTIONS, NOT_SEARCHABLE
from atrium.custom_fields.models import CustomField, CustomFieldType
from atrium.faults import Faults
from atrium.folding import fold

KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
KEY_LONGEST = 60
LABEL_LONGEST = 120
OPTION_LONGEST = 200
MOST_OPTIONS = 200
MOST_FIELDS = 100


async def read_key(faults: Faults, given: str) -> str:
    """The key. Notes MALFORMED, KEY_TAKEN (whatever its case) and TOO_MANY beside the faults of any text."""
    key = faults.text("key", given, KEY_LONGEST, required=True)
    if key and not KEY.fullmatch(key):
        faults.add("key", "MALFORMED", "A key begins with a letter and has letters, digits, _ and - only: vat_scheme.")
        return ""
    taken = await CustomField.all().values_list("key", flat=True)
    if key and key.lower() in {str(one).lower() for one in taken}:
        faults.add("key", "KEY_TAKEN", KEY_TAKEN)
    elif len(taken) >= MOST_FIELDS:
        faults.add("key", "TOO_MANY", f"There are at most {MOST_FIELDS} custom fields. Remove one first.")
    return key


KEY_TAKEN = "There is a custom field with this key already."


def read_label(faults: Faults, given: str) -> str:
    return faults.text("label", given, LABEL_LONGEST, required=True)


def read_options(faults: Faults, given: Sequence[str] | None, kind: CustomFieldType) -> list[str]:
    """The options. Notes REQUIRED, NOT_FOR_THIS_TYPE, TOO_MANY; and at an option DUPLICATE or a text's faults."""
    if kind not in HAVE_OPTIONS:
        if given:
            faults.add("options", "NOT_FOR_THIS_TYPE", "Only a choice of one or of several has options.")
        return []
    if not given:
        faults.add("options", "REQUIRED", "Give at least one option to choose.")
    elif len(given) > MOST_OPTIONS:
        faults.add("options", "TOO_MANY", f"There are at most {MOST_OPTIONS} options.")
        return []
    options: dict[str, str] = {}
    for place, text in enumerate(given or ()):
        option = faults.text(("options", str(place)), text, OPTION_LONGEST, required=True)
        if option and fold(option) in options:
            faults.add(("options", str(place)), "DUPLICATE", "This option is there already.")
        options.setdefault(fold(option), option)
    return [option for option in options.values() if option]


def check_searchable(faults: Faults, wanted: bool, kind: CustomFieldType) -> None:
    """Notes NOT_FOR_THIS_TYPE: a search finds words and numbers."""
    if wanted and kind in NOT_SEARCHABLE:
        faults.add("searchable", "NOT_FOR_THIS_TYPE", "A search cannot look into fields of this type. Filter by it.")

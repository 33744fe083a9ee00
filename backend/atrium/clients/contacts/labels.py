"""What is read alike for every kind of contact."""

from __future__ import annotations

from atrium.contacts.addresses import LABEL_LONGEST
from atrium.faults import Faults


def read_label(faults: Faults, given: str | None) -> str:
    """What staff call an entry: work, invoices; `""` for nothing."""
    return faults.text("label", given, LABEL_LONGEST)


def refuse_double(faults: Faults, path: str, is_double: bool) -> None:
    """Notes ALREADY_LISTED for a change that would make one entry of a client the same as another."""
    if is_double:
        faults.add(path, "ALREADY_LISTED", "The client has this already, as another entry of the list.")


def alike(text: str) -> str:
    """What makes two texts the same entry: case and spaces apart. Accents are told apart: they name other streets."""
    return " ".join(text.casefold().split())

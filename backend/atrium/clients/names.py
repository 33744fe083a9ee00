"""What a client is called, and what it is sorted and found under."""

from __future__ import annotations

from dataclasses import dataclass

from atrium.folding import fold, fold_email, sort_key

__all__ = ["NAME_LONGEST", "Name", "display_name", "fold", "fold_email"]

NAME_LONGEST = 200


def display_name(first_name: str, last_name: str, company: str) -> str:
    """First and last name; the company's where there is neither."""
    return f"{first_name} {last_name}".strip() or company


@dataclass(frozen=True)
class Name:
    """A client's names as its row keeps them."""

    first_name: str
    last_name: str
    display_name: str
    first_fold: str
    last_fold: str
    name_fold: str

    @classmethod
    def of(cls, first_name: str, last_name: str, company: str) -> Name:
        shown = display_name(first_name, last_name, company)
        return cls(
            first_name,
            last_name,
            shown,
            sort_key(first_name, 800),
            sort_key(last_name, 800),
            sort_key(shown, 1700),
        )

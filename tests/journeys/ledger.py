"""What there was: every row of every table that something belongs to. Act by act nothing is lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from atrium import database

KEPT = (
    "client", "client_email", "client_phone", "client_address", "client_company", "custom_field_value", "client_tag",
    "client_note", "client_order", "order_line", "payment", "service", "ticket", "ticket_message", "email_message",
    "family_link", "client_distinction", "client_merge", "client_merge_source", "client_erasure", "event",
)  # fmt: skip

GOES: dict[str, set[str]] = {
    "edit": {"client_email", "client_phone", "client_address", "client_company"},
    "relogin": {"client_email"},
    "tag": {"client_tag"},
    "value": {"custom_field_value"},
    "undo": {"client_email", "client_distinction", "custom_field_value"},
    "erase": set(KEPT) - {"client", "client_order", "order_line", "payment", "event"},
}
"""What an act may take away: what it is told to; an undo what its merge has made, and values that others replaced."""

COMES: dict[str, set[str]] = {
    "refused": set(),
    "merge": {"client_email", "client_distinction", "client_merge", "client_merge_source", "event"},
    "undo": {"client_email", "event"},
    "link": {"family_link", "event"},
    "unlink": {"event"},
    "delete": {"event"},
    "restore": {"client_email", "email_message", "family_link", "event"},
}
"""What may come by acts that only move things. The others bring whatever they bring."""

OWNERS = {"client_id", "parent_id", "child_id", "other_id", "is_default", "place", "version"}
MOVING: dict[str, set[str]] = {
    "client_email": OWNERS, "client_phone": OWNERS, "client_address": OWNERS, "client_company": OWNERS,
    "custom_field_value": OWNERS, "client_tag": OWNERS, "client_note": OWNERS, "client_order": OWNERS,
    "service": OWNERS, "ticket": OWNERS, "family_link": OWNERS | {"ended_at", "access", "bills_parent"},
    "ticket_message": set(), "order_line": set(), "payment": set(), "client_distinction": set(),
}  # fmt: skip
"""What acts that only move things may change of a row."""

FOR_GOOD: dict[str, tuple[str, ...]] = {
    "client": ("number", "origin", "created_at"),
    "client_order": ("number", "currency", "total_minor", "placed_at"),
    "order_line": ("order_id", "place", "currency", "total_minor"),
    "payment": ("order_id", "currency", "amount_minor", "at"),
    "service": ("product_id", "created_at"),
    "ticket": ("number",),
    "family_link": ("linked_at",),
    "event": ("action", "at", "client_id"),
}
"""What no act ever changes."""

Rows = dict[str, dict[str, dict[str, Any]]]


class Ledger:
    """Compares what there is with what there was before."""

    def __init__(self) -> None:
        self.before: Rows = {}

    async def follow(self, *acts: str) -> None:
        """After these acts, and no others, were done since the last time."""
        before, after = self.before, await rows()
        goes, comes = _of(acts, GOES, set()), _of(acts, COMES, set(KEPT))
        for table, had in before.items():
            has = after[table]
            lost, new = had.keys() - has.keys(), has.keys() - had.keys()
            assert not lost or table in goes, f"{acts} lost {[had[one] for one in lost]} of {table}"
            assert not new or table in comes, f"{acts} made {[has[one] for one in new]} of {table}"
            self._unchanged(table, had, has, acts)
        self.before = after

    @staticmethod
    def _unchanged(table: str, had: dict[str, Any], has: dict[str, Any], acts: Collection[str]) -> None:
        only_moves = all(one in COMES for one in acts)
        for key in had.keys() & has.keys():
            changed = {name for name in had[key] if had[key][name] != has[key][name]}
            assert not changed & set(FOR_GOOD.get(table, ())), f"{acts} changed {changed} of {table} {had[key]}"
            if only_moves and table in MOVING:
                assert changed <= MOVING[table], f"{acts} changed {changed} of {table} {had[key]} {has[key]}"


def _of(acts: Collection[str], table: dict[str, set[str]], otherwise: set[str]) -> set[str]:
    return set().union(*(table.get(one, otherwise) for one in acts))


async def rows() -> Rows:
    """Every row by its id."""
    return {table: {str(row["id"]): row for row in await database.rows(f"SELECT * FROM {table}")} for table in KEPT}

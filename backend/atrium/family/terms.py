"""What a link allows, and how an event tells it."""

from __future__ import annotations

from dataclasses import dataclass

from atrium.events.actions import Change
from atrium.family.models import FamilyAccess, FamilyLink


@dataclass(frozen=True, slots=True)
class Terms:
    """What a link allows."""

    access: FamilyAccess
    bills_parent: bool

    @staticmethod
    def of(link: FamilyLink) -> Terms:
        return Terms(link.access, link.bills_parent)

    def since(self, before: Terms | None) -> list[Change]:
        """What has changed from the terms before; all of it where there were none."""
        changes = []
        if before is None or before.access is not self.access:
            changes.append(Change("parentAccess", before and before.access.value, self.access.value))
        if before is None or before.bills_parent is not self.bills_parent:
            changes.append(Change("childBillsParent", before and before.bills_parent, self.bills_parent))
        return changes

    def gone(self) -> list[Change]:
        return [
            Change("parentAccess", self.access.value, None),
            Change("childBillsParent", self.bills_parent, None),
        ]

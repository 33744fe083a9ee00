"""What the access room's acts are given."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from atrium.access.permissions import PERMISSIONS
from atrium.access.tokens import LONGEST_LIFE
from atrium.faults import Faults
from atrium.principal import Principal


class CreateApiTokenInput(BaseModel):
    """A token for a program. Without `expires_at` it lives 90 days; a year is the most."""

    name: str
    scopes: list[str]
    expires_at: datetime | None = None

    def checked_name(self, by: Principal, moment: datetime) -> str:
        """The name, cleaned, when this owner may have this token at this moment.

        Raises InvalidInput: paths name, scopes, expiresAt; codes REQUIRED, TOO_LONG, CONTROL_CHARACTER, UNKNOWN_SCOPE,
        SCOPE_NOT_YOURS, MALFORMED, IN_THE_PAST, TOO_LATE.
        """
        faults = Faults()
        name = faults.text("name", self.name, 120, required=True)
        self._check_scopes(by, faults)
        self._check_expiry(moment, faults)
        faults.refuse()
        return name

    def _check_scopes(self, by: Principal, faults: Faults) -> None:
        if not self.scopes:
            faults.add("scopes", "REQUIRED", "Choose at least one permission.")
        for place, scope in enumerate(self.scopes):
            if scope not in PERMISSIONS:
                faults.add(("scopes", str(place)), "UNKNOWN_SCOPE", "There is no such permission.")
            elif not by.may(scope):
                faults.add(("scopes", str(place)), "SCOPE_NOT_YOURS", "You do not have this permission yourself.")

    def _check_expiry(self, moment: datetime, faults: Faults) -> None:
        if self.expires_at is None:
            return
        if self.expires_at.tzinfo is None:
            faults.add("expiresAt", "MALFORMED", "Give the time with its zone, as in 2030-01-31T12:00:00Z.")
        elif self.expires_at <= moment:
            faults.add("expiresAt", "IN_THE_PAST", "This time is over.")
        elif self.expires_at > moment + LONGEST_LIFE:
            faults.add("expiresAt", "TOO_LATE", f"A token lives at most {LONGEST_LIFE.days} days.")

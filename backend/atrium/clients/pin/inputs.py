"""What is asked about support PINs, as it arrives."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.faults import Faults
from atrium.ids import Id

SHORTEST, LONGEST = 1, 720  # hours: thirty days at most


class RevealSupportPinInput(BaseModel):
    """Whose PIN. At the store's door it is one's own: leave `clientId` out there."""

    client_id: Id | None = None


class RegenerateSupportPinInput(BaseModel):
    """Whose PIN. At the store's door it is one's own: leave `clientId` out there."""

    client_id: Id | None = None


class VerifySupportPinInput(BaseModel):
    """What a caller says: six digits; spaces do not matter.

    With `clientId` or `clientNumber` only that client's PIN is right. The number is asked for where so many PINs live
    that six digits alone would be guessed too easily.
    """

    pin: str
    client_id: Id | None = None
    client_number: int | None = None


class SaveSupportPinSettingInput(BaseModel):
    """Whether there are support PINs, and for how many hours (1 to 720) one lasts. `version` is the one that was read.

    Switching them off voids every PIN at once. A shorter interval also shortens those that live.
    """

    is_on: bool
    interval_hours: int
    version: int

    def check(self) -> None:
        """Raises InvalidInput."""
        faults = Faults()
        if not SHORTEST <= self.interval_hours <= LONGEST:
            faults.add("intervalHours", "OUT_OF_RANGE", f"Choose between {SHORTEST} and {LONGEST} hours.")
        faults.refuse()

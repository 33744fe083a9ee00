"""What starts an impersonation, as it arrives."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id
from atrium.impersonation.models import ImpersonationMode


class ImpersonateClientInput(BaseModel):
    """Whose account is to be entered, and why: at most 1,000 characters. The client is not told the reason."""

    client_id: Id
    reason: str
    mode: ImpersonationMode = ImpersonationMode.FULL


class EnterChildAccountInput(BaseModel):
    """Whose account its parent enters."""

    child_id: Id


class StartOrderForClientInput(BaseModel):
    """For whom something is to be ordered."""

    client_id: Id

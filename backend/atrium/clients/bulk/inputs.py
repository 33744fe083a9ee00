"""Acts on many clients, as they arrive."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel

from atrium.custom_fields.inputs import Json
from atrium.ids import Id


class BulkAct(StrEnum):
    """What can be done with many clients. Each is the act that there is on one client."""

    TAG = "TAG"
    UNTAG = "UNTAG"
    ALLOW_LOGIN = "ALLOW_LOGIN"
    DENY_LOGIN = "DENY_LOGIN"
    RESEND_VERIFICATION = "RESEND_VERIFICATION"
    DELETE = "DELETE"


class BulkClientsInput(BaseModel):
    """One act on all clients that match the filter now, but for some of them.

    Without a filter it is on all clients. `tags` are for TAG and UNTAG, `reason` is for ALLOW_LOGIN, DENY_LOGIN and
    DELETE.
    """

    act: BulkAct
    filter: Json | None = None
    except_ids: list[Id] | None = None
    tags: list[str] | None = None
    reason: str | None = ""

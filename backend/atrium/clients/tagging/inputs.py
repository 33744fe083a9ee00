"""Tags for a client, as they arrive."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class TagClientInput(BaseModel):
    """The tags to put on a client, beside those that it has."""

    client_id: Id
    tags: list[str]


class UntagClientInput(BaseModel):
    """The tags to take off a client. Those that it does not have are no fault."""

    client_id: Id
    tags: list[str]

"""Who may already be a client, as it is typed; and what somebody says about two who are."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class DuplicateDraft(BaseModel):
    """A client who is not added yet, as far as it is known. What is not given or not well formed finds nobody."""

    first_name: str | None = ""
    last_name: str | None = ""
    company: str | None = ""
    email: str | None = None
    phone: str | None = None
    tax_id: str | None = None
    external_id: str | None = None
    postcode: str | None = None
    country: str | None = None


class DismissDuplicateInput(BaseModel):
    """Two clients who look alike and are not the same."""

    client_id: Id
    other_id: Id


class ReopenDuplicateInput(BaseModel):
    """Two clients of whom it was said that they are not the same."""

    client_id: Id
    other_id: Id


class DuplicatePair(BaseModel):
    """Two clients who look alike."""

    client_id: Id
    other_id: Id


class DismissDuplicatesInput(BaseModel):
    """Clients who look alike, each of whom is somebody else: two to twenty."""

    client_ids: list[Id]


class ReopenDuplicatesInput(BaseModel):
    """Pairs of whom it was said that they are not the same, as `dismissDuplicates` answered them: at most 190."""

    pairs: list[DuplicatePair]

"""What staff and integrators give to remove clients."""

from __future__ import annotations

from pydantic import BaseModel

from atrium.ids import Id


class DeleteClientInput(BaseModel):
    """Whom to delete. `override` names the codes of the blockers that shall not stop it."""

    client_id: Id
    override: list[str] | None = []
    reason: str | None = ""


class RestoreClientInput(BaseModel):
    """Whom to restore. Where another client logs in with its address by now: `loginEmail` is another address for it,
    `withoutLogin` restores it with its login off.
    """

    client_id: Id
    login_email: str | None = None
    without_login: bool = False


class EraseClientInput(BaseModel):
    """Whose personal data is erased. `dryRun`: only told what would be. `override` is as for deleting."""

    client_id: Id
    dry_run: bool = True
    override: list[str] | None = []


class ExportClientDataInput(BaseModel):
    """Whose personal data is taken out."""

    client_id: Id

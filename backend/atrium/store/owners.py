"""Whose an e-mail address is, for those who come without having signed in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from atrium import database
from atrium.clients.models import ClientStatus

_WHOSE = """
SELECT s.id, s.status, s.display_name, s.language, o.rank FROM (
  SELECT COALESCE(c.merged_into_id, c.id) AS id, 0 AS rank FROM client c WHERE c.login_fold = $1
  UNION ALL
  SELECT m.id, 1 FROM client m WHERE m.signpost_fold = $1 AND m.status = 'MERGED' AND NOT m.allow_login
  UNION ALL
  SELECT g.id, 2 FROM client_email e JOIN client g ON g.id = e.client_id
  WHERE e.fold = $1 AND g.status = 'GUEST' AND $2 = 1
) o JOIN client s ON s.id = o.id ORDER BY o.rank, s.number LIMIT 1
"""
WRITTEN_TO = frozenset({ClientStatus.ACTIVE, ClientStatus.UNVERIFIED, ClientStatus.GUEST})
"""Clients who are told that somebody came under their address. Whose login is off is not written to."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The client to whom an address belongs."""

    id: UUID
    status: ClientStatus
    name: str
    language: str

    @property
    def is_told(self) -> bool:
        return self.status in WRITTEN_TO


async def owner_of(email_fold: str, *, guests: bool) -> Owner | None:
    """Who logs in with an address, the survivor of a merge in place of who went into it; else, with `guests`, the
    guest who ordered under it. Who was merged while its login was off goes on reserving it. One statement, whoever
    it is.
    """
    found = await database.rows(_WHOSE, email_fold, int(guests))
    if not found:
        return None
    row = found[0]
    return Owner(UUID(str(row["id"])), ClientStatus(row["status"]), row["display_name"], row["language"])

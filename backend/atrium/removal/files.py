"""Files that jobs have made with a client in them: they go with what is erased."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from atrium import database
from atrium.columns import now
from atrium.jobs.kinds import FILE_KINDS

_HOLDS = "EXISTS (SELECT 1 FROM job_batch b WHERE b.job_id = j.id AND b.ids LIKE $1)"
_PAST = f"""UPDATE job AS j SET expires_at = $2
WHERE j.file_name IS NOT NULL AND j.expires_at > $2 AND {_HOLDS}"""
_ANEW = f"""UPDATE job AS j SET lease_id = NULL, lease_until = NULL
WHERE j.state IN ('WAITING', 'RUNNING') AND j.kind IN ({{kinds}}) AND {_HOLDS}"""


async def drop_files(ids: Sequence[UUID]) -> None:
    """Files that hold one of these clients are past their day at once; those that are being made are begun anew.

    The worker removes them from the disk; from this moment nobody can fetch them.
    """
    kinds = ", ".join(repr(kind) for kind in sorted(FILE_KINDS))
    for client_id in ids:
        await database.execute(_ANEW.format(kinds=kinds), f"%:{client_id}%")  # one that ends before it is past its day
        await database.execute(_PAST, f"%:{client_id}%", now())

"""Work that takes longer than a request, the rows it is about, and what became of each of them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from atrium.columns import MomentField, new_id, now
from atrium.principal import ActorKind

if TYPE_CHECKING:
    from atrium.clients.models import Client


class JobState(StrEnum):
    """WAITING has not begun. RUNNING goes on by itself, also after a restart. The others are over for ever."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"


class RowResult(StrEnum):
    """What became of one row. UNCHANGED was so already; REFUSED says why."""

    DONE = "DONE"
    UNCHANGED = "UNCHANGED"
    REFUSED = "REFUSED"


class Job(Model):
    """One piece of long work over a set of clients that was fixed when it began.

    `done` rows are settled, and the next is the one after them; so it is the place at which the work goes on after a
    crash, too. `lease_id` is the worker's that is at it, until `lease_until`. `given` is what the kind of work needs.
    `file_lease_id` was the lease of the worker whose file counts.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharField(max_length=40)
    state = fields.CharEnumField(JobState, max_length=10, default=JobState.WAITING)
    given: fields.Field[dict[str, object]] = fields.JSONField()
    by_kind = fields.CharEnumField(ActorKind, max_length=20)
    by_id = fields.UUIDField()
    by_name = fields.CharField(max_length=402)
    total = fields.IntField(default=0)
    done = fields.IntField(default=0)
    unchanged = fields.IntField(default=0)
    refused = fields.IntField(default=0)
    error = fields.TextField(null=True)
    file_name = fields.CharField(max_length=100, null=True)
    file_bytes = fields.BigIntField(null=True)
    file_lease_id = fields.UUIDField(null=True)
    expires_at = MomentField(null=True)
    lease_id = fields.UUIDField(null=True)
    lease_until = MomentField(null=True)
    created_at = MomentField(default=now)
    touched_at = MomentField(default=now)
    finished_at = MomentField(null=True)

    class Meta:
        table = "job"


class JobBatch(Model):
    """Up to 500 of a job's clients: `1:<id> 2:<id> …`, in any order; the numbers are their places in the job."""

    id = fields.BigIntField(primary_key=True)
    job: fields.ForeignKeyRelation[Job] = fields.ForeignKeyField("atrium.Job", "batches", on_delete=fields.CASCADE)
    place = fields.IntField()
    size = fields.IntField()
    ids = fields.TextField()

    class Meta:
        table = "job_batch"
        unique_together = (("job", "place"),)


class JobRow(Model):
    """What became of one client in a job. `code` and `message` say why it was refused."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    job: fields.ForeignKeyRelation[Job] = fields.ForeignKeyField("atrium.Job", "rows", on_delete=fields.CASCADE)
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "atrium.Client", "job_rows", on_delete=fields.RESTRICT
    )
    client_id: UUID
    result = fields.CharEnumField(RowResult, max_length=10)
    code = fields.CharField(max_length=60, default="")
    message = fields.TextField(default="")
    at = MomentField(default=now)

    class Meta:
        table = "job_row"
        unique_together = (("job", "client"),)

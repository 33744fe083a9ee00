"""What runs on for a client: begun or renewed by an order, ended by staff."""

from __future__ import annotations

import calendar
from datetime import date, datetime
from typing import Any
from uuid import UUID

from atrium.clients.standing import lock_standing
from atrium.columns import new_id, now
from atrium.database import tx
from atrium.errors import NotFound
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.ids import as_id
from atrium.inserting import Row
from atrium.orders.inputs import EndServiceInput
from atrium.orders.models import Service, ServiceStatus
from atrium.orders.pricing import REASON_LONGEST, Priced, PricedLine
from atrium.principal import Principal


def serving(order: Priced, client_id: UUID, order_id: UUID, at: datetime) -> tuple[list[Row], list[Row]]:
    """The services that an order begins, and its lines, each with the service that it is about."""
    services: list[Row] = []
    lines: list[Row] = []
    for place, line in enumerate(order.lines):
        service_id = line.service.id if line.service else None
        if line.service is None and line.product.interval_months is not None:
            service_id = new_id()
            services.append(Row("service", _service(service_id, line, client_id, at)))
        lines.append(Row("order_line", _line(order_id, place, line, service_id)))
    return services, lines


def _service(service_id: UUID, line: PricedLine, client_id: UUID, at: datetime) -> dict[str, Any]:
    until = line.runs_until or renewed(None, line, at.date())
    return {
        "id": service_id, "client_id": client_id, "product_id": line.product.id, "status": "RUNNING",
        "runs_until": until, "created_at": at,
    }  # fmt: skip


def _line(order_id: UUID, place: int, line: PricedLine, service_id: UUID | None) -> dict[str, Any]:
    product = line.product
    return {
        "id": new_id(), "order_id": order_id, "place": place, "product_id": product.id, "service_id": service_id,
        "name": product.name, "quantity": line.quantity, "currency": product.currency,
        "list_minor": product.price_minor, "unit_minor": line.unit_minor, "total_minor": line.total_minor,
        "reason": line.reason,
    }  # fmt: skip


def renewed(until: str | None, line: PricedLine, today: date) -> str:
    """The day until which a line makes a service run: so many months after its last day, or after today if that passed.

    A month ends on its last day where it has no such day: 31 January and a month is 28 or 29 February.
    """
    begin = max(today, date.fromisoformat(until)) if until else today
    months = begin.month - 1 + (line.product.interval_months or 1) * line.quantity
    year, month = begin.year + months // 12, months % 12 + 1
    if year > date.max.year:
        return date.max.isoformat()
    return date(year, month, min(begin.day, calendar.monthrange(year, month)[1])).isoformat()


async def renew(order: Priced, at: datetime) -> None:
    """Let the services that an order renews run on, its client being held."""
    for line in order.lines:
        if line.service is not None and line.service.runs_until is not None:
            line.service.runs_until = renewed(line.service.runs_until, line, at.date())
            await line.service.save(update_fields=["runs_until"])


async def end_service(given: EndServiceInput, by: Principal) -> UUID:
    """A service no longer runs. Answers its id; one that has ended stays as it is. Raises NotFound and InvalidInput."""
    faults = Faults()
    reason = faults.text("reason", given.reason, REASON_LONGEST)
    faults.refuse()
    async with tx():
        found = await Service.get_or_none(id=as_id(given.service_id))
        if found is None:
            raise NotFound()
        client_id = found.client_id
        await lock_standing(client_id)
        service = await Service.get(id=found.id).prefetch_related("product")
        if service.status is ServiceStatus.RUNNING:
            service.status, service.ended_at = ServiceStatus.ENDED, now()
            await service.save(update_fields=["status", "ended_at"])
            changes = [Change("service", service.product.name, None)]
            await record("service.ended", by, client_id, changes=changes, reason=reason, at=service.ended_at)
    return found.id

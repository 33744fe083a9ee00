"""The one schema, joined from the rooms' doors."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.types.scalar import DEFAULT_SCALAR_REGISTRY
from strawberry.types.base import get_object_definition
from strawberry.types.field import StrawberryField

import atrium.access.api
import atrium.access.profile.api
import atrium.access.team.api
import atrium.access.totp.api
import atrium.clients.api
import atrium.clients.bulk.api
import atrium.clients.contacts.api
import atrium.clients.duplicates.api
import atrium.clients.export.api
import atrium.clients.finding.api
import atrium.clients.links.api
import atrium.clients.listing.api
import atrium.clients.notes.api
import atrium.clients.pin.api
import atrium.clients.signing_in.api
import atrium.clients.tagging.api
import atrium.clients.views.api
import atrium.contacts.api
import atrium.custom_fields.api
import atrium.dashboard.api
import atrium.events.api
import atrium.events.audit.api
import atrium.family.api
import atrium.impersonation.api
import atrium.imports.acts.api
import atrium.imports.api
import atrium.imports.reports.api
import atrium.jobs.api
import atrium.mail.api
import atrium.merges.api
import atrium.orders.api
import atrium.orders.listing.api
import atrium.orders.quick.api
import atrium.orders.sales.api
import atrium.orders.worth.api
import atrium.removal.api
import atrium.store.api
import atrium.store.consent.api
import atrium.tickets.api  # noqa: F401 - importing a door declares it
from atrium.custom_fields.inputs import Json
from atrium.graph.answers import assemble_answers
from atrium.graph.engine import Engine
from atrium.graph.fields import MUTATIONS, QUERIES, ROOTS, settle
from atrium.graph.reading.assemble import add_field, assemble
from atrium.ids import Id


def _root(name: str, doc: str, fields: dict[str, Any]) -> type:
    root = strawberry.type(type(name, (), {}), description=doc)
    definition = get_object_definition(root, strict=True)
    for field_name, make in fields.items():
        made: StrawberryField = make()
        if not made.python_name:
            made.python_name = field_name
        made.graphql_name = made.graphql_name or field_name
        add_field(root, made)
    assert definition.fields
    return root


def _printed(moment: datetime) -> str:
    """As the compiled reads print it: UTC, with microseconds and Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@lru_cache(maxsize=1)
def build() -> strawberry.Schema:
    """The schema, made once a process."""
    assemble()
    assemble_answers()
    query = _root("Query", "What may be asked.", QUERIES)
    mutation = _root("Mutation", "What may be done.", MUTATIONS)
    scalars: dict[object, Any] = {
        Id: DEFAULT_SCALAR_REGISTRY[strawberry.ID],
        Json: DEFAULT_SCALAR_REGISTRY[strawberry.scalars.JSON],
        datetime: dataclasses.replace(DEFAULT_SCALAR_REGISTRY[datetime], serialize=_printed),
    }
    config = StrawberryConfig(disable_field_suggestions=True, scalar_map=scalars)
    schema = strawberry.Schema(query, mutation, config=config)
    settle(schema._schema)
    return schema


@lru_cache(maxsize=1)
def engine() -> Engine:
    """What answers GraphQL requests."""
    return Engine(build()._schema, ROOTS)


def as_text() -> str:
    """The schema as it stands in schema.graphql."""
    return build().as_str() + "\n"

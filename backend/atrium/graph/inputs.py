"""Inputs: the filters' building blocks, and the domain's pydantic models dressed for GraphQL."""

from __future__ import annotations

import inspect
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

import orjson
import strawberry
from graphql.execution.values import get_argument_values
from pydantic import BaseModel
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.base import get_object_definition

from atrium.graph.reading.assemble import add_field, graphql_field, optional
from atrium.graph.reading.filters import Filter
from atrium.graph.reading.run import plain

M = TypeVar("M", bound=BaseModel)


@strawberry.enum(description="Which way a list is sorted.")
class Direction(Enum):
    ASC = "ASC"
    DESC = "DESC"


@strawberry.input(description="Conditions on a text; upper and lower case are the same. All that are given must hold.")
class StringFilter:
    eq: str | None = strawberry.UNSET
    in_: list[str] | None = strawberry.field(name="in", default=strawberry.UNSET)
    contains: str | None = strawberry.UNSET
    starts_with: str | None = strawberry.UNSET
    is_empty: bool | None = strawberry.UNSET


@strawberry.input(description="Conditions on a time: `after` and `before` exclude the moment itself.")
class DateTimeFilter:
    after: datetime | None = strawberry.UNSET
    before: datetime | None = strawberry.UNSET
    in_last_days: int | None = strawberry.UNSET
    is_empty: bool | None = strawberry.UNSET


@strawberry.input(description="Conditions on a number, to six places; `atLeast` and `atMost` include it.")
class DecimalFilter:
    eq: Decimal | None = strawberry.UNSET
    at_least: Decimal | None = strawberry.UNSET
    at_most: Decimal | None = strawberry.UNSET


@strawberry.input(description="Conditions on a whole number; `atLeast` and `atMost` include it.")
class IntFilter:
    eq: int | None = strawberry.UNSET
    at_least: int | None = strawberry.UNSET
    at_most: int | None = strawberry.UNSET


@strawberry.input(description="Conditions on an amount in one currency; `atLeast` and `atMost` include it.")
class MoneyFilter:
    currency: str
    at_least: Decimal | None = strawberry.UNSET
    at_most: Decimal | None = strawberry.UNSET


# The inputs that are completed when all rooms are known, by name.
_LATE: dict[str, Any] = {}


def filter_face(declared: Filter) -> Any:
    """The input type of a filter, so that another input can have it as a member before its own are known."""
    return _late_input(declared.name, declared.doc)


def filter_input(declared: Filter) -> Any:
    """The input type of a filter: its members, and `and`, `or`, `not` over them."""
    made: Any = filter_face(declared)
    if get_object_definition(made, strict=True).fields:
        return made
    for name, annotation in (("and", list[made]), ("or", list[made]), ("not", made)):
        add_field(made, graphql_field(f"{name}_", optional(annotation), name=name))
    for name, member in declared.members.items():
        add_field(made, graphql_field(name, optional(member.annotation), name=name))
    return made


def order_input(name: str, fields: type[Enum], doc: str, **more: Any) -> Any:
    """The input type of a list's order: a field, a direction, and what `more` some orders can be told (its types)."""
    made = _late_input(name, doc)
    if not get_object_definition(made, strict=True).fields:
        add_field(made, graphql_field("field", fields))
        add_field(made, graphql_field("direction", Direction, default=Direction.DESC))
        for member, annotation in more.items():
            add_field(made, graphql_field(member, optional(annotation), default=strawberry.UNSET))
    return made


def _late_input(name: str, doc: str) -> Any:
    """An input that Strawberry may fill with whatever it likes: what was given is read by `as_sent`."""
    if name not in _LATE:
        _LATE[name] = strawberry.input(type(name, (), {"__init__": lambda self, **given: None}), description=doc)
    return _LATE[name]


def typed(model: type[BaseModel], **faces: Any) -> None:
    """Say in the schema what an input's members are, where the model itself keeps JSON (see `as_sent`)."""
    for field in get_object_definition(model, strict=True).fields:
        if field.python_name in faces:
            field.type_annotation = StrawberryAnnotation(optional(faces[field.python_name]))


def as_sent(info: strawberry.Info) -> dict[str, Any]:
    """The arguments of the field being resolved, as JSON under GraphQL's names: for what is kept as it was given."""
    raw = info._raw_info
    declared = raw.parent_type.fields[raw.field_name]
    given = plain(get_argument_values(declared, raw.field_nodes[0], info.context.variables))
    sent: dict[str, Any] = orjson.loads(orjson.dumps(given, default=str))
    return sent


def dress(model: type[M]) -> type[M]:
    """Give a pydantic model its GraphQL input. What is not given stays unset, so that absent and null can differ."""
    dressed = strawberry.pydantic.input(model, description=inspect.getdoc(model))
    for field in get_object_definition(dressed, strict=True).fields:
        if field.default_value is None:
            field.default_value = strawberry.UNSET
        if field.python_name.endswith("_"):  # a word that Python keeps for itself
            field.graphql_name = field.python_name.rstrip("_")
    return dressed

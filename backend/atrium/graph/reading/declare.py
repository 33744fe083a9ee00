"""What a type can tell: declared once, compiled into SQL, checked against the plain executor of the tests.

A room writes a class with `@reads`, naming for each field its column, its SQL or its relation. A higher room adds
fields to it with `extend`. `assemble` (called once by `atrium.schema`) turns all of it into Strawberry types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tortoise.models import Model

from atrium.graph.reading.dialects import Kind
from atrium.graph.reading.orders import Orders
from atrium.graph.reading.sql import Dynamic, Request, Sql, all_of
from atrium.principal import Principal

T = TypeVar("T")

Arguments = dict[str, Any]
Where = Callable[[Arguments, Principal], Sql]
Narrow = Callable[[Arguments], Sql]


@dataclass(slots=True, kw_only=True)
class Field:
    """Common to all fields.

    `needs` overrides the type's permission; `own` opens the field to the client at the store.
    """

    needs: str | None = None
    own: bool = False
    doc: str | None = None


@dataclass(slots=True, kw_only=True)
class Column(Field):
    """A scalar from the row itself. `sql` speaks of `{t}`; None: the column of the field's name."""

    sql: str | Mapping[str, str] | None = None
    kind: Kind | None = None
    params: Callable[[Principal], tuple[Any, ...]] | None = None
    annotation: Any = None
    nullable: bool = False

    def sql_for(self, dialect: str, name: str) -> str:
        if self.sql is None:
            return f"{{t}}.{name}"
        return self.sql if isinstance(self.sql, str) else self.sql[dialect]


@dataclass(slots=True, kw_only=True)
class Computed(Field):
    """What `function` makes of columns of the row: other fields by name, or columns that are no fields.

    It is given JSON values, in the order of `columns`, and gives one.
    """

    function: Callable[..., Any]
    columns: tuple[str | Column, ...]
    annotation: Any = None


@dataclass(slots=True, kw_only=True)
class Part(Field):
    """An object made of the same row: each field of the target with its column here. Null where `absent` holds."""

    target: str
    columns: Mapping[str, Column]
    absent: str | None = None


@dataclass(slots=True, kw_only=True)
class One(Field):
    """At most one row of another type. `on` relates `{t}` (that row) to `{parent}`."""

    target: str
    on: str
    nullable: bool = True


@dataclass(slots=True, kw_only=True)
class Many(Field):
    """A short list, with a `first` argument where `limit` is given. `value` makes it a list of scalars.

    `where` narrows by the `arguments` beyond the size.
    """

    target: str
    on: str
    order: str
    limit: int | None = 50
    value: Column | None = None
    where: Narrow | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Page(Field):
    """A connection with keyset cursors. `where` narrows by the arguments beyond the paging ones.

    `ways` are the same as `on`, as several conditions of which one holds: each finds its own first rows by an index.
    """

    target: str
    on: str
    orders: Orders
    ways: tuple[str, ...] = ()
    where: Narrow | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    backward: bool = False
    default_first: int = 20


@dataclass(slots=True)
class Readable:
    """A type that is read by compilation. `rows` is the condition under which the caller may see a row at all.

    `table` may be SQL about `{parent}`, per dialect, for what is no table of its own (the elements of a JSON list).
    """

    name: str
    table: str | Mapping[str, str]
    needs: str
    fields: dict[str, Field]
    face: type
    model: type[Model] | None = None
    rows: Callable[[Principal], Sql | None] | None = None
    names: dict[str, str] = field(default_factory=dict)

    def source(self, dialect: str, parent: str = "") -> str:
        """What stands behind FROM."""
        table = self.table if isinstance(self.table, str) else self.table[dialect]
        return table.replace("{parent}", parent)


READABLES: dict[str, Readable] = {}


def column(
    sql: str | Mapping[str, str] | None = None,
    *,
    kind: Kind | None = None,
    needs: str | None = None,
    own: bool = False,
    params: Callable[[Principal], tuple[Any, ...]] | None = None,
    doc: str | None = None,
) -> Any:
    """A scalar of the row: its column, or SQL about `{t}` (per dialect where they differ)."""
    return Column(sql=sql, kind=kind, needs=needs, own=own, params=params, doc=doc)


def computed(
    function: Callable[..., Any], *columns: str | Column, needs: str | None = None, doc: str | None = None
) -> Any:
    """What neither a column nor SQL can answer. An answer with it is parsed before it is sent: rarely worth it."""
    return Computed(function=function, columns=columns, needs=needs, doc=doc)


def one(target: str, on: str, **more: Any) -> Any:
    """The related row, or null."""
    return One(target=target, on=on, **more)


def many(target: str, on: str, order: str, **more: Any) -> Any:
    """A short list of related rows."""
    return Many(target=target, on=on, order=order, **more)


def page(target: str, on: str, orders: Orders, **more: Any) -> Any:
    """A connection of related rows."""
    return Page(target=target, on=on, orders=orders, **more)


def part(target: str, *, absent: str | None = None, needs: str | None = None, **columns: Column) -> Any:
    """An object whose fields are columns of this row."""
    return Part(target=target, columns=columns, absent=absent, needs=needs)


def reads(
    table: str | Mapping[str, str],
    *,
    needs: str,
    model: type[Model] | None = None,
    rows: Callable[[Principal], Sql | None] | None = None,
) -> Callable[[type[T]], type[T]]:
    """Declare a readable type over a table. The class's docstring describes it in the schema."""

    def declare(cls: type[T]) -> type[T]:
        fields = {name: declared for name, declared in vars(cls).items() if isinstance(declared, Field)}
        for name, declared in fields.items():
            delattr(cls, name)
            if isinstance(declared, Column | Computed):
                declared.annotation = cls.__annotations__.get(name)
        cls.__annotations__ = {}
        READABLES[cls.__name__] = Readable(cls.__name__, table, needs, fields, cls, model, rows)
        return cls

    return declare


def extend(name: str, **fields: Field) -> None:
    """Add relations of a higher room to a readable type of a lower one."""
    READABLES[name].fields.update(fields)


def extend_part(owner: str, name: str, **columns: Column) -> None:
    """Add truths of a higher room to a part of a lower room's type: booleans, such as what the caller may do."""
    part = READABLES[owner].fields[name]
    assert isinstance(part, Part)
    part.columns = {**part.columns, **columns}
    READABLES[part.target].fields.update({key: Column(annotation=bool) for key in columns})


def withhold(name: str, rule: Callable[[Principal], Sql | None]) -> None:
    """Add a higher room's condition on the rows of a lower room's type: the caller sees those that meet both."""
    lower = READABLES[name].rows

    def both(principal: Principal) -> Sql | None:
        rules = [one for one in (lower and lower(principal), rule(principal)) if one is not None]
        return all_of(rules) if rules else None

    READABLES[name].rows = both


def open_at_the_store(name: str, *fields: str) -> None:
    """Declare fields of a readable type a client's own: at the store's door every other one is closed."""
    for field_name in fields:
        READABLES[name].fields[field_name].own = True


def rows_gap(target: Readable, alias: str) -> Dynamic:
    """The row permission of a type, as a further condition."""

    def condition(request: Request) -> Sql:
        rule = target.rows(request.principal) if target.rows else None
        return Sql("") if rule is None else Sql(f" AND {rule.text}", rule.params).on(alias)

    return condition

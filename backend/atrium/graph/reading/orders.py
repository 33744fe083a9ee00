"""How lists are sorted, and the cursors that follow from it.

A cursor is the hex of a JSON list: a tag naming the list and its order, then the row's sort keys. It is opaque to
callers; one from another list or order is refused. Hex, because SQLite 3.40 has no base64.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson

from atrium.errors import BadUserInput, Forbidden
from atrium.graph.reading.dialects import Dialect, Kind
from atrium.graph.reading.sql import FALSE, Literal, Piece, Sql, all_of, any_of
from atrium.principal import Principal

FLIPPED = {"ASC": "DESC", "DESC": "ASC"}
PLACEHOLDERS = {Kind.MOMENT: "moment", Kind.INT: "int", Kind.TEXT: "text", Kind.ID: "uuid", Kind.BOOL: "bool"}


@dataclass(frozen=True, slots=True)
class Key:
    """One sort key about `{t}`. NULL sorts as the smallest value."""

    sql: str
    kind: Kind
    nullable: bool = False


TIE = Key("{t}.id", Kind.ID)


@dataclass(frozen=True, slots=True)
class Order:
    """Keys in one direction, the identifier last so that no two rows tie."""

    tag: str
    keys: tuple[Key, ...]
    direction: str = "DESC"

    def flipped(self) -> Order:
        """The same line walked from its other end."""
        return Order(self.tag, self.keys, FLIPPED[self.direction])

    @lru_cache(maxsize=512)  # noqa: B019 - orders are few and live as long as the process
    def clause(self, alias: str, dialect: Dialect) -> str:
        nulls = dialect.limited_nulls(self.direction)
        return ", ".join(
            f"{key.sql} {self.direction}{nulls if key.nullable else ''}".replace("{t}", alias) for key in self.keys
        )

    @lru_cache(maxsize=512)  # noqa: B019
    def cursor(self, alias: str, dialect: Dialect) -> str:
        """SQL that prints the row's cursor, quoted."""
        pieces: list[Piece] = [Literal(f'["{self.tag}"')]
        for key in self.keys:
            pieces += [Literal(","), *dialect.scalar(key.kind, key.sql.replace("{t}", alias), key.nullable)]
        inner = dialect.concat([*pieces, Literal("]")])
        printed = "".join(str(part) for part in inner)
        return f"'\"' || {dialect.hexed(printed)} || '\"'"

    def beyond(self, cursor: list[Any]) -> Sql:
        """Rows that come after the cursor's."""
        if not any(key.nullable for key in self.keys):
            sign = ">" if self.direction == "ASC" else "<"
            names = ", ".join(key.sql for key in self.keys)
            marks = ", ".join(f"?{PLACEHOLDERS[key.kind]}" for key in self.keys)
            return Sql(f"({names}) {sign} ({marks})", tuple(cursor))
        cases = []
        for index, key in enumerate(self.keys):
            same = [_same(k, v) for k, v in zip(self.keys[:index], cursor[:index], strict=True)]
            cases.append(all_of([*same, _after(key, cursor[index], self.direction)]))
        return any_of(case for case in cases if case is not FALSE)

    def ahead(self, value: Any) -> tuple[Sql, Sql]:
        """Rows at the first key's value and after it; and those that come before."""
        key = self.keys[0]
        mark, is_up = f"?{PLACEHOLDERS[key.kind]}", self.direction == "ASC"
        at_or_after = Sql(f"{key.sql} {'>=' if is_up else '<='} {mark}", (value,))
        before = Sql(f"{key.sql} {'<' if is_up else '>'} {mark}", (value,))
        if not key.nullable:
            return at_or_after, before
        unknown = Sql(f"{key.sql} IS NULL")
        return (at_or_after, any_of([before, unknown])) if is_up else (any_of([at_or_after, unknown]), before)

    def read(self, cursor: str) -> list[Any]:
        """The sort keys within a cursor.

        Raises BadUserInput for anything that this list, in this order, did not hand out.
        """
        try:
            tag, *values = orjson.loads(bytes.fromhex(cursor))
            if tag != self.tag or len(values) != len(self.keys):
                raise ValueError(tag)
            return [_parsed(key, value) for key, value in zip(self.keys, values, strict=True)]
        except (ValueError, TypeError, OverflowError) as error:
            raise BadUserInput("This cursor does not belong to this list and order. Start again without it.") from error


Variants = Callable[[Mapping[str, Any]], tuple[str, tuple[Key, ...]]]
"""The keys of an order with more to it than its field and direction, and a word that tells its variants apart."""


@dataclass(frozen=True)
class Orders:
    """The orders a list offers by the name of the enum's member, and the one it has by default."""

    name: str
    keys: dict[str, tuple[Key, ...] | Variants]
    default: tuple[str, str]
    start: Callable[[str, str, Mapping[str, Any]], Any] | None = None
    """The value of the first key at which a `startAt` argument begins, for the order's field and direction."""

    needs: dict[str, str] = field(default_factory=dict)
    """The permission beside the list's own that an order needs, by the name of the enum's member."""

    implied: Callable[[Mapping[str, Any]], dict[str, Any] | None] = lambda arguments: None
    """What the list's other arguments say of its order, as an `orderBy` would."""

    def chosen(self, order_by: dict[str, Any] | None, principal: Principal | None) -> Order:
        """The order for an `orderBy` argument ({field, direction, …}), or the default one.

        Raises Forbidden where `principal` may not know what it sorts by; None stands for nobody who could learn it.
        """
        field, direction = self.default
        if order_by:
            field, direction = str(order_by["field"]), str(order_by.get("direction") or "DESC")
        needed = self.needs.get(field)
        if needed and principal is not None and not principal.may(needed):
            raise Forbidden(f"You may not sort by {field}. Needed: {needed}.", needs=(needed,))
        keys, tag = self.keys[field], f"{self.name}:{field}:{direction}"
        if callable(keys):
            variant, keys = keys(order_by or {})
            tag = f"{tag}:{variant}"
        return Order(tag, (*keys, TIE), direction)

    def begun(self, order: Order, start_at: Mapping[str, Any]) -> tuple[Sql, Sql]:
        """Where a `startAt` argument begins: the rows from there on, and those before."""
        assert self.start is not None, f"{self.name} declares startAt without saying where it starts"
        return order.ahead(self.start(order.tag.split(":")[1], order.direction, start_at))


def fixed(name: str, *keys: Key, direction: str = "DESC") -> Orders:
    """The order of a list that has only one."""
    return Orders(name, {"FIXED": keys}, ("FIXED", direction))


def _same(key: Key, value: Any) -> Sql:
    if value is None:
        return Sql(f"{key.sql} IS NULL")
    return Sql(f"{key.sql} = ?{PLACEHOLDERS[key.kind]}", (value,))


def _after(key: Key, value: Any, direction: str) -> Sql:
    if value is None:
        return Sql(f"{key.sql} IS NOT NULL") if direction == "ASC" else FALSE
    mark = f"?{PLACEHOLDERS[key.kind]}"
    if direction == "ASC":
        return Sql(f"{key.sql} > {mark}", (value,))
    less = f"{key.sql} < {mark}"
    return Sql(f"({less} OR {key.sql} IS NULL)" if key.nullable else less, (value,))


def _parsed(key: Key, value: Any) -> Any:
    if value is None and key.nullable:
        return None
    if key.kind is Kind.INT:
        if type(value) is not int or abs(value) >= 1 << 63:
            raise ValueError(value)
        return value
    if key.kind is Kind.BOOL and isinstance(value, bool):
        return value
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(value)
    if key.kind is Kind.MOMENT:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment.astimezone(UTC)
    return UUID(value) if key.kind is Kind.ID else value

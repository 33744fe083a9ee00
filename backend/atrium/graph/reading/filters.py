"""How a filter's tree becomes a predicate. Each member says which SQL it stands for; values are always bound."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from atrium.columns import now
from atrium.errors import BadUserInput, Forbidden
from atrium.graph.reading.dialects import Dialect
from atrium.graph.reading.sql import FALSE, TRUE, Sql, all_of, any_of, none_of
from atrium.principal import Principal

MOST_NODES = 100

Compile = Callable[[Any, Dialect], Sql]


@dataclass(frozen=True, slots=True)
class Member:
    """One condition of a filter: what it becomes, and its GraphQL type for the input.

    `missing` is asked about filters that were kept: for each of several values a sentence when something that it names
    is gone, else None. `needs`: the permission beside the list's own, since who may filter by a thing learns it.
    """

    compile: Compile
    annotation: Any
    missing: Callable[[Sequence[Any]], Awaitable[Sequence[str | None]]] | None = None
    needs: str | None = None


@dataclass(slots=True)
class Filter:
    """A filter input: its members by GraphQL name, and `and`, `or`, `not` over them."""

    name: str
    members: dict[str, Member]
    doc: str

    def predicate(self, given: Mapping[str, Any] | None, dialect: Dialect) -> Sql:
        """The condition for a filter value as GraphQL delivers it.

        Raises BadUserInput when the tree has more than 100 conditions, or a value is out of bounds.
        """
        if not given:
            return TRUE
        return self._tree(given, dialect, [MOST_NODES], holds=True).sql

    def permit(self, given: Mapping[str, Any] | None, principal: Principal) -> None:
        """Raises Forbidden where the filter asks, at any depth, about what the caller may not know."""
        waiting, needed = [given or {}], set()
        while waiting:
            for name, value in ((name, value) for name, value in waiting.pop().items() if value is not None):
                if name in ("and", "or", "not"):
                    waiting += [value] if name == "not" else value
                elif (need := self.members[name].needs) and not principal.may(need):
                    needed.add(need)
        if needed:
            named = tuple(sorted(needed))
            raise Forbidden(f"You may not filter by this. Needed: {', '.join(named)}.", needs=named)

    def _tree(self, given: Mapping[str, Any], dialect: Dialect, left: list[int], *, holds: bool) -> _Branch:
        """The condition that the tree holds, or that it does not: NOT is handed down to the single conditions."""
        branches: list[_Branch] = []
        for name, value in given.items():
            if value is None:
                continue
            left[0] -= len(value) if _are_conditions(value) and name not in ("and", "or") else 1
            if left[0] < 0:
                raise BadUserInput(f"A filter may have at most {MOST_NODES} conditions. Split the question.")
            if name == "not":
                branches.append(self._tree(value, dialect, left, holds=not holds))
            elif name in ("and", "or"):
                inner = [self._tree(branch, dialect, left, holds=holds) for branch in value]
                branches.append(_joined(inner, is_all=(name == "and") is holds))
            else:
                condition = self.members[name].compile(value, dialect)
                branches.append(_Branch(condition if holds else none_of(condition)))
        return _joined(branches, is_all=holds)


def _are_conditions(value: Any) -> bool:
    """Whether a member's value is a list of conditions, each of which counts."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


class _Branch(NamedTuple):
    """A part of a filter's tree, and how many parentheses it opens inside each other."""

    sql: Sql
    levels: int = 0


def _joined(branches: list[_Branch], *, is_all: bool) -> _Branch:
    """The deepest part comes first: SQLite's parser remembers at most 100 open things, what stands before included."""
    ordered = sorted(branches, key=lambda branch: branch.levels, reverse=True)
    joined = (all_of if is_all else any_of)(branch.sql for branch in ordered)
    return _Branch(joined, (ordered[0].levels if ordered else 0) + (len(ordered) > 1))


def prefix_bounds(text: str) -> tuple[str, str]:
    """The half-open range of strings that begin with `text`, in code point order."""
    for index in range(len(text) - 1, -1, -1):
        following = ord(text[index]) + 1
        if following == 0xD800:
            following = 0xE000
        if following <= 0x10FFFF:
            return text, text[:index] + chr(following)
    return text, "\U0010ffff" * 8


def starts_with(column: str, text: str) -> Sql:
    """A prefix as a range, so that a b-tree answers it; folded columns compare bytewise in both databases."""
    lower, upper = prefix_bounds(text)
    return Sql(f"({column} >= ?text AND {column} < ?text)", (lower, upper))


def contains(column: str, text: str, dialect: Dialect) -> Sql:
    """A substring; `%` and `_` are plain characters."""
    if dialect.name == "postgres":
        escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return Sql(f"{column} LIKE ?text", (f"%{escaped}%",))
    return Sql(f"instr({column}, ?text) > 0", (text,))


def text_condition(column: str, given: Mapping[str, Any], fold: Callable[[str], str], dialect: Dialect) -> Sql:
    """A StringFilter over a folded, never-null column."""
    pieces: list[Sql] = []
    for operator, value in given.items():
        if value is None:
            continue
        if operator == "eq":
            pieces.append(Sql(f"{column} = ?text", (fold(value),)))
        elif operator == "in":
            pieces.append(Sql(dialect.within(column, "texts"), ([fold(v) for v in value],)))
        elif operator == "contains":
            pieces.append(contains(column, fold(value), dialect) if fold(value) else TRUE)
        elif operator == "startsWith":
            pieces.append(starts_with(column, fold(value)) if fold(value) else TRUE)
        elif operator == "isEmpty":
            pieces.append(Sql(f"{column} = ''" if value else f"{column} <> ''"))
    return all_of(pieces)


def text(column: str, fold: Callable[[str], str]) -> Compile:
    """A StringFilter over a column of the row."""
    return lambda given, dialect: text_condition(column, given, fold, dialect)


def any_text(table: str, column: str, fold: Callable[[str], str], link: str = "client_id") -> Compile:
    """A StringFilter that any of the row's belongings may satisfy. `isEmpty`: there is none at all."""

    def condition(given: Mapping[str, Any], dialect: Dialect) -> Sql:
        rest = {operator: value for operator, value in given.items() if operator != "isEmpty" and value is not None}
        belonging = f"SELECT 1 FROM {table} b WHERE b.{link} = {{t}}.id"
        pieces: list[Sql] = []
        if given.get("isEmpty") is not None:
            pieces.append(Sql(f"{'NOT ' if given['isEmpty'] else ''}EXISTS ({belonging})"))
        if rest:
            inner = text_condition(f"b.{column}", rest, fold, dialect)
            pieces.append(Sql(f"EXISTS ({belonging} AND {inner.text})", inner.params))
        return all_of(pieces)

    return condition


def moment(column: str) -> Compile:
    """A DateTimeFilter. `after` and `before` are exclusive; `inLastDays` counts back from now in days of 24 hours."""

    def condition(given: Mapping[str, Any], dialect: Dialect) -> Sql:
        pieces: list[Sql] = []
        for operator, value in given.items():
            if value is None:
                continue
            if operator == "isEmpty":
                pieces.append(Sql(f"{column} IS {'' if value else 'NOT '}NULL"))
            elif operator == "inLastDays":
                pieces.append(Sql(f"{column} >= ?moment", (_days_ago(value),)))
            else:
                sign = ">" if operator == "after" else "<"
                pieces.append(Sql(f"{column} {sign} ?moment", (utc(value),)))
        return all_of(pieces)

    return condition


def one_of(column: str, fold: Callable[[str], str] = str) -> Compile:
    """The column's value is among those given."""
    return lambda given, dialect: Sql(dialect.within(column, "texts"), ([fold(v) for v in given],))


def words_of(column: str) -> Compile:
    """The column's value is among the enum's members given; they are schema identifiers and stand in the SQL itself."""

    return lambda given, dialect: words(column, given)


def words(column: str, given: list[Any]) -> Sql:
    """The column's value is among the members."""
    members = sorted({str(getattr(member, "value", member)) for member in given})
    return Sql(f"{column} IN ({', '.join(repr(member) for member in members)})") if members else FALSE


def ids_of(column: str) -> Compile:
    """The column is among the identifiers given; what is no identifier matches nothing."""

    def condition(given: list[str], dialect: Dialect) -> Sql:
        return Sql(dialect.within(column, "uuids"), ([i for i in map(uuid_or_none, given) if i],))

    return condition


def flag(holds: str) -> Compile:
    """A condition that holds, or with `false` does not."""
    return lambda given, dialect: Sql(holds) if given else none_of(Sql(holds))


def uuid_or_none(text: str) -> UUID | None:
    """The identifier in its canonical form; anything else is nobody's."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text.lower() else None


def utc(value: datetime) -> datetime:
    """Raises BadUserInput for a time without a zone, which would mean something else on every machine.

    So too for one that lies before the year 1 or after 9999 once it is in UTC.
    """
    if value.tzinfo is None:
        raise BadUserInput("A time needs its zone, for example 2026-01-31T09:00:00Z.")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise BadUserInput("A time must lie within the years 1 to 9999.") from None


def _days_ago(days: int) -> datetime:
    if not 0 <= days <= 36_500:
        raise BadUserInput("inLastDays must be between 0 and 36500.")
    return now() - timedelta(days=days)

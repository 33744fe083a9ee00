"""What of a client a file can hold, a column each. Other rooms add to the list, or columns that staff have defined."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from atrium.clients.standing import ALLOW_LOGIN
from atrium.graph.reading.dialects import Kind
from atrium.principal import Principal


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: `key` for programs, `label` for the file's first line, SQL about `{t}` (per dialect if they differ).

    `kind` is TEXT (never a formula, whatever it begins with), INT (any number), BOOL, MOMENT or WORD (made by us).
    `needs` is the permission without which nobody gets the column.
    """

    key: str
    label: str
    sql: str | Mapping[str, str]
    kind: Kind = Kind.TEXT
    needs: str | None = None

    def sql_for(self, dialect: str) -> str:
        return self.sql if isinstance(self.sql, str) else self.sql[dialect]


def default_of(table: str, column: str) -> str:
    """SQL for a column of the client's default e-mail, phone, address or company."""
    return f"(SELECT b.{column} FROM {table} b WHERE b.client_id = {{t}}.id AND b.is_default)"


def joined(table: str, column: str, order: str) -> dict[str, str]:
    """SQL for all of a client's values, with a comma between."""
    rows = f"FROM {table} b WHERE b.client_id = {{t}}.id"
    return {
        "postgres": f"(SELECT string_agg(b.{column}, ', ' ORDER BY {order}) {rows})",
        "sqlite": f"(SELECT group_concat(v, ', ') FROM (SELECT b.{column} AS v {rows} ORDER BY {order}))",
    }


LISTED = "b.is_default DESC, b.created_at, b.id"
EMAIL = f"COALESCE({{t}}.login_email, {default_of('client_email', 'address')})"
PARENT = "(SELECT p.display_name FROM client p WHERE p.id = {t}.parent_id)"

COLUMNS: dict[str, ExportColumn] = {
    column.key: column
    for column in (
        ExportColumn("number", "Number", "{t}.number", Kind.INT),
        ExportColumn("name", "Name", "{t}.display_name"),
        ExportColumn("firstName", "First name", "{t}.first_name"),
        ExportColumn("lastName", "Last name", "{t}.last_name"),
        ExportColumn("email", "Email", EMAIL),
        ExportColumn("emails", "All emails", joined("client_email", "address", LISTED)),
        ExportColumn("phone", "Phone", default_of("client_phone", "number")),
        ExportColumn("phones", "All phones", joined("client_phone", "number", LISTED)),
        ExportColumn("company", "Company", default_of("client_company", "name")),
        ExportColumn("taxId", "Tax id", default_of("client_company", "tax_id")),
        ExportColumn("line1", "Line 1", default_of("client_address", "line1")),
        ExportColumn("line2", "Line 2", default_of("client_address", "line2")),
        ExportColumn("postcode", "Postcode", default_of("client_address", "postcode")),
        ExportColumn("city", "City", default_of("client_address", "city")),
        ExportColumn("region", "Region", default_of("client_address", "region")),
        ExportColumn("country", "Country", "{t}.country"),
        ExportColumn("status", "Status", "{t}.status"),
        ExportColumn("origin", "Origin", "{t}.origin"),
        ExportColumn("allowLogin", "Allow login", ALLOW_LOGIN, Kind.BOOL),
        ExportColumn("verifiedAt", "Verified", "{t}.verified_at", Kind.MOMENT),
        ExportColumn("lastLoginAt", "Last login", "{t}.last_login_at", Kind.MOMENT),
        ExportColumn("tags", "Tags", joined("client_tag", "label", "b.fold, b.id")),
        ExportColumn("parent", "Parent", PARENT),
        ExportColumn("language", "Language", "{t}.language"),
        ExportColumn("currency", "Currency", "{t}.currency"),
        ExportColumn("externalId", "External id", "{t}.external_id"),
        ExportColumn("createdAt", "Created", "{t}.created_at", Kind.MOMENT),
        ExportColumn("updatedAt", "Changed", "{t}.updated_at", Kind.MOMENT),
        ExportColumn("id", "Id", {"postgres": "{t}.id::text", "sqlite": "{t}.id"}),
    )
}
"""The columns that every store has, in the order in which they are offered."""

FAMILIES: list[Callable[[], Awaitable[list[ExportColumn]]]] = []
"""What finds the columns that this store has beside them."""


def lacking(columns: Iterable[ExportColumn], by: Principal) -> list[str]:
    """The permissions that somebody lacks for these columns, by name."""
    return sorted({column.needs for column in columns if column.needs and not by.may(column.needs)})


async def known_columns() -> dict[str, ExportColumn]:
    """Every column that a file may have now, by key, in the order in which they are offered."""
    found = dict(COLUMNS)
    for family in FAMILIES:
        found |= {column.key: column for column in await family()}
    return found

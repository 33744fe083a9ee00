"""How the databases print a value as JSON, and as a line of the search document."""

from __future__ import annotations

MILLION = 1_000_000

DECIMAL_SQL = f"""(CASE WHEN {{v}}.number < 0 THEN '-' ELSE '' END || CAST(abs({{v}}.number) / {MILLION} AS text)
 || CASE WHEN {{v}}.number % {MILLION} = 0 THEN ''
 ELSE '.' || rtrim(substr(CAST({MILLION} + abs({{v}}.number) % {MILLION} AS text), 2), '0') END)"""
"""A number as people write it, without zeros at its end: `12.5`."""

_TEXT = {"postgres": "to_json({v}.text)::text", "sqlite": "json_quote({v}.text)"}
_SEVERAL = {
    "postgres": "(SELECT json_agg(o.text ORDER BY o.place)::text FROM custom_field_value o WHERE {same})",
    "sqlite": "(SELECT json_group_array(s.text) FROM (SELECT o.text FROM custom_field_value o WHERE {same}"
    " ORDER BY o.place) s)",
}
_SAME = "o.client_id = {v}.client_id AND o.field_id = {f}.id"


def value_sql(f: str, v: str, dialect: str) -> str:
    """JSON of the value in a field whose first row is `v` (all its columns NULL: NULL)."""
    several = _SEVERAL[dialect].replace("{same}", _SAME)
    printed = f"""CASE WHEN {{f}}.type = 'MULTI_SELECT' THEN CASE WHEN {{v}}.text IS NOT NULL THEN {several} END
 WHEN {{v}}.text IS NOT NULL THEN {_TEXT[dialect]}
 WHEN {{v}}.day IS NOT NULL THEN '"' || {{v}}.day || '"'
 WHEN {{v}}.flag IS NOT NULL THEN CASE WHEN {{v}}.flag THEN 'true' ELSE 'false' END
 WHEN {{f}}.type = 'INTEGER' THEN {DECIMAL_SQL}
 ELSE '"' || {DECIMAL_SQL} || '"' END"""
    return printed.replace("{v}", v).replace("{f}", f)


def lines_sql(v: str) -> str:
    """What a client is found by in a row of a searchable field: a line, or two."""
    return f"COALESCE({v}.fold || '\n' || {v}.code, {v}.fold, {v}.code)"


def printed_number(v: str) -> str:
    """The number in a row as people write it; NULL for none."""
    return DECIMAL_SQL.replace("{v}", v)

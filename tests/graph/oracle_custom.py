"""Custom fields: rows of every type, what a client has in them, and what a filter by them means, in plain Python."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from atrium.columns import now
from atrium.custom_fields.kinds import decimal_text, text_columns
from atrium.custom_fields.models import CustomField, CustomFieldType, CustomFieldValue, CustomFieldVisibility
from atrium.folding import fold
from tests.graph.oracle_row import Row

if TYPE_CHECKING:
    from tests.graph.oracle_chance import Chance
    from tests.graph.oracle_population import Population
    from tests.graph.oracle_store import Store

OPTIONS = ["Großhandel", "a_b", 'say "hi"', "100%", "vip"]
TEXTS = ["Änne", "anne", "100%", "a_b", 'quote " and \\', "李小龙", "DE", "x" * 900, "two\nlines", "https://a.example"]
NUMBERS = [0, -500_000, 1_000_000, 12_500_000, -1, 999_999_999_999_000_000, 1_100_000]
DAYS = ["2024-02-29", "2026-06-14", "2026-06-15", "0999-01-01", "2026-06-16"]


# ---------------------------------------------------------------- rows to ask about


async def customised(made: Population) -> None:
    """A field of every type, and values that some of the clients have in them."""
    places = made.chance.sample(range(1, 40), len(CustomFieldType))
    fields = [
        CustomField(
            id=made.id(), key=f"f_{kind.lower()}", label=made.chance.choice(["Größe", 'A "label"', "x"]), type=kind,
            required=made.maybe(0.2), options=OPTIONS[:4] if "SELECT" in kind else [],
            visibility=made.chance.choice(list(CustomFieldVisibility)), searchable=False, position=place // 2,
            created_at=made.moment(),
        )
        for kind, place in zip(CustomFieldType, places, strict=True)
    ]  # fmt: skip
    await CustomField.bulk_create(fields)
    await CustomFieldValue.bulk_create(
        [row for client in made.clients for field in fields if made.maybe(0.6) for row in _values(made, client, field)]
    )


def _values(made: Population, client: Any, field: CustomField) -> list[CustomFieldValue]:
    several = made.chance.sample(OPTIONS, made.chance.randint(1, 3))
    columns = {
        "INTEGER": lambda: [{"number": made.chance.choice([0, 1_000_000, -12_000_000])}],
        "DECIMAL": lambda: [{"number": made.chance.choice(NUMBERS)}],
        "BOOLEAN": lambda: [{"flag": made.maybe()}],
        "DATE": lambda: [{"day": made.chance.choice(DAYS)}],
        "MULTI_SELECT": lambda: [text_columns(option) for option in several],
        "SELECT": lambda: [text_columns(several[0])],
    }.get(field.type, lambda: [text_columns(made.chance.choice(TEXTS))])()
    return [
        CustomFieldValue(id=made.id(), client_id=client.id, field_id=field.id, type=field.type, place=place, **one)
        for place, one in enumerate(columns)
    ]


# ---------------------------------------------------------------- what is answered


def fields_in_order(store: Store) -> list[dict[str, Any]]:
    return sorted(store.tables["custom_field"].values(), key=lambda field: (field["position"], field["id"]))


def values_of(store: Store, client: Row) -> list[Row]:
    """Each field with what the client has in it."""
    return [
        Row("CustomFieldValue", {**field, "value": shown(field["type"], _held(store, client["id"], field["id"]))})
        for field in fields_in_order(store)
    ]


def _held(store: Store, client_id: str, field_id: str) -> list[dict[str, Any]]:
    rows = store.tables["custom_field_value"].values()
    held = [row for row in rows if row["client_id"] == client_id and row["field_id"] == field_id]
    return sorted(held, key=lambda row: row["place"])


def shown(kind: str, held: list[dict[str, Any]]) -> Any:
    if not held:
        return None
    if kind == "MULTI_SELECT":
        return [row["text"] for row in held]
    (row,) = held
    if kind == "INTEGER":
        return row["number"] // 10**6
    if kind == "DECIMAL":
        return decimal_text(row["number"])
    return bool(row["flag"]) if kind == "BOOLEAN" else row["day"] if kind == "DATE" else row["text"]


def choices_of(store: Store, field: Row) -> list[Row]:
    """The options that clients have in a field, the most chosen first."""
    if "SELECT" not in field["type"]:
        return []
    texts = [row["text"] for row in store.tables["custom_field_value"].values() if row["field_id"] == field["id"]]
    counts = {text: texts.count(text) for text in texts}
    ordered = sorted(counts, key=lambda text: (-counts[text], text.encode()))
    return [Row("CustomFieldChoice", {"option": text, "clientCount": counts[text]}) for text in ordered]


def is_of_keys(value: Row, given: dict[str, Any]) -> bool:
    return given.get("keys") is None or value["key"] in given["keys"]


# ---------------------------------------------------------------- what a filter means


def matches(store: Store, client: Row, given: list[dict[str, Any]]) -> bool:
    return all(_meets(store, client, one) for one in given)


def _meets(store: Store, client: Row, given: dict[str, Any]) -> bool:
    field = next((one for one in fields_in_order(store) if one["key"] == given["key"]), None)
    held = _held(store, client["id"], field["id"]) if field else []
    return all(CONDITIONS[name](held, wanted) for name, wanted in given.items() if name != "key" and wanted is not None)


def _any(held: list[dict[str, Any]], given: dict[str, Any], tests: dict[str, Any]) -> bool:
    rest = {operator: wanted for operator, wanted in given.items() if operator != "isEmpty" and wanted is not None}
    if given.get("isEmpty") is not None and given["isEmpty"] is not (not held):
        return False
    return not rest or any(all(tests[operator](row, wanted) for operator, wanted in rest.items()) for row in held)


def _text(held: list[dict[str, Any]], given: dict[str, Any]) -> bool:
    has = lambda test: lambda row, wanted: row["fold"] is not None and test(row["fold"], wanted)  # noqa: E731
    tests = {
        "eq": has(lambda text, wanted: text == fold(wanted)),
        "in": has(lambda text, wanted: text in [fold(one) for one in wanted]),
        "contains": has(lambda text, wanted: fold(wanted) in text),
        "startsWith": has(lambda text, wanted: text.startswith(fold(wanted))),
    }
    return _any(held, given, tests)


def _number(held: list[dict[str, Any]], given: dict[str, Any]) -> bool:
    tests = {
        "eq": lambda row, wanted: row["number"] is not None and row["number"] == _millionths(wanted),
        "atLeast": lambda row, wanted: row["number"] is not None and row["number"] >= _millionths(wanted),
        "atMost": lambda row, wanted: row["number"] is not None and row["number"] <= _millionths(wanted),
    }
    return _any(held, given, tests)


def _millionths(wanted: str | Decimal) -> Decimal:
    return round(Decimal(wanted), 6) * 10**6


def _date(held: list[dict[str, Any]], given: dict[str, Any]) -> bool:
    today = now().date()
    tests = {
        "after": lambda row, wanted: row["day"] is not None and _midnight(row) > datetime.fromisoformat(wanted),
        "before": lambda row, wanted: row["day"] is not None and _midnight(row) < datetime.fromisoformat(wanted),
        "inLastDays": lambda row, wanted: (
            row["day"] is not None and today - timedelta(days=wanted) <= date.fromisoformat(row["day"]) <= today
        ),
    }
    return _any(held, given, tests)


def _midnight(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(f"{row['day']}T00:00:00Z")


CONDITIONS = {
    "text": _text,
    "number": _number,
    "date": _date,
    "boolean": lambda held, wanted: any(row["flag"] is not None and bool(row["flag"]) is wanted for row in held),
    "options": lambda held, wanted: any(row["fold"] in [fold(one) for one in wanted] for row in held),
    "isEmpty": lambda held, wanted: (not held) is wanted,
}


# ---------------------------------------------------------------- what to ask with


def conditions(pool: Any, chance: Chance) -> list[dict[str, Any]]:
    """What a filter may say about custom fields, also about one that there is not, or in the words of another type."""
    return [_condition(pool, chance) for _ in range(chance.number(0, 2))]


def _condition(pool: Any, chance: Chance) -> dict[str, Any]:
    keys = [field["key"] for field in fields_in_order(pool.store)]
    kind = chance.one_of(["text", "number", "date", "boolean", "options", "isEmpty"])
    likely = {"text": "f_text", "number": "f_decimal", "date": "f_date", "boolean": "f_boolean", "options": "f_select"}
    key = chance.one_of([likely.get(kind, "f_text"), likely.get(kind, "f_text"), *keys, "gone"])
    made = {
        "text": lambda: {
            operator: [_asked(chance)] if operator == "in" else chance.once_in(2) if operator == "isEmpty"
            else _asked(chance)
            for operator in chance.some(["contains", "startsWith", "eq", "in", "isEmpty"], 2)
        },
        "number": lambda: {
            operator: chance.one_of(["0", "12.5", "-0.0000014", "1e3", "-1e40", "1.1"])
            for operator in chance.some(["atLeast", "atMost", "eq"], 2)
        },
        "date": lambda: {
            operator: chance.number(0, 4) if operator == "inLastDays" else chance.once_in(2) if operator == "isEmpty"
            else chance.one_of(["2026-06-15T00:00:00Z", "2026-06-14T22:00:00+02:00", "0999-01-01T00:00:00.000001Z"])
            for operator in chance.some(["after", "before", "inLastDays", "isEmpty"], 2)
        },
        "options": lambda: [_asked(chance) for _ in range(chance.number(0, 3))],
    }.get(kind, lambda: chance.once_in(2))  # fmt: skip
    return {"key": key, kind: None if chance.once_in(12) else made()}


def _asked(chance: Chance) -> str:
    whole = chance.one_of([*TEXTS, *OPTIONS, "", "ANNE", "gross"])
    return whole[: chance.number(1, 5)] if chance.once_in(3) else whole


def keys(pool: Any, chance: Chance) -> list[str]:
    return chance.some([*(field["key"] for field in fields_in_order(pool.store)), "gone"])

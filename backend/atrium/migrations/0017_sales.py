"""Payments added up by time, method and product; what is due in the whole store; all orders by when they were placed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import AddField, CreateModel, TortoiseOperation

from atrium.columns import moment_of, new_id
from atrium.migrations._steps import IDENTITY, Step


class PaymentMethod(StrEnum):
    CASH = "CASH"
    BANK = "BANK"
    CARD_TERMINAL = "CARD_TERMINAL"


METHODS = "('CASH', 'BANK', 'CARD_TERMINAL')"


def model(name: str, table: str, columns: list[tuple[str, Any]], key: Any, **options: Any) -> CreateModel:
    return CreateModel(
        name=name,
        fields=[("id", key), *columns],
        options={"table": table, "app": "atrium", **options, "pk_attr": "id"},
        bases=["Model"],
    )


def product(related_name: str) -> Any:
    return fields.ForeignKeyField(
        "atrium.Product", source_field="product_id", related_name=related_name, on_delete=OnDelete.RESTRICT
    )


METHOD = ("method", fields.CharEnumField(enum_type=PaymentMethod, max_length=20))
CURRENCY = ("currency", fields.CharField(max_length=3))
SPAN = [("quarters", fields.SmallIntField()), ("quarter", fields.IntField()), CURRENCY]

STATE = [
    AddField(model_name="ClientBalance", name="counted_minor", field=fields.BigIntField(default=0)),
    model(
        "Owed",
        "owed",
        [CURRENCY, ("minor", fields.BigIntField()), ("clients", fields.BigIntField())],
        fields.UUIDField(primary_key=True),
    ),
    model(
        "SaleDelta",
        "sale_delta",
        [
            ("quarter", fields.IntField()),
            CURRENCY,
            METHOD,
            ("product", product("sale_deltas")),
            ("minor", fields.BigIntField()),
            ("payments", fields.IntField()),
        ],
        fields.UUIDField(primary_key=True),
    ),
    model(
        "PaymentFlow",
        "payment_flow",
        [*SPAN, METHOD, ("minor", fields.BigIntField()), ("payments", fields.BigIntField())],
        fields.BigIntField(generated=True, primary_key=True),
        unique_together=(("quarters", "quarter", "currency", "method"),),
    ),
    model(
        "ProductFlow",
        "product_flow",
        [*SPAN, ("product", product("flows")), ("minor", fields.BigIntField())],
        fields.BigIntField(generated=True, primary_key=True),
        unique_together=(("quarters", "quarter", "currency", "product"),),
    ),
]

TABLES = [
    "alter table client_balance add column counted_minor bigint not null default 0",
    """create table owed (
    id uuid not null primary key,
    currency varchar(3) not null,
    minor bigint not null,
    clients bigint not null
)""",
    f"""create table sale_delta (
    id uuid not null primary key,
    quarter integer not null,
    currency varchar(3) not null,
    method varchar(20) not null,
    product_id uuid not null,
    minor bigint not null,
    payments integer not null,
    constraint sale_delta_product_id_fkey foreign key (product_id) references product (id) on delete restrict,
    constraint sale_delta_method_check check (method in {METHODS}),
    constraint sale_delta_minor_check check (minor > 0),
    constraint sale_delta_payments_check check (payments in (0, 1))
)""",
    f"""create table payment_flow (
    id {IDENTITY},
    quarters smallint not null,
    quarter integer not null,
    currency varchar(3) not null,
    method varchar(20) not null,
    minor bigint not null,
    payments bigint not null,
    constraint payment_flow_quarters_quarter_currency_method_key unique (quarters, quarter, currency, method),
    constraint payment_flow_method_check check (method in {METHODS})
)""",
    f"""create table product_flow (
    id {IDENTITY},
    quarters smallint not null,
    quarter integer not null,
    currency varchar(3) not null,
    product_id uuid not null,
    minor bigint not null,
    constraint product_flow_quarters_quarter_currency_product_id_key
        unique (quarters, quarter, currency, product_id),
    constraint product_flow_product_id_fkey foreign key (product_id) references product (id) on delete restrict
)""",
    "create index sale_delta_product_id_idx on sale_delta (product_id)",
    "create index product_flow_product_id_idx on product_flow (product_id)",
    "create index client_order_placed_at_idx on client_order (placed_at desc, id desc)",
    "create index client_order_status_idx on client_order (status, placed_at desc, id desc)",
]

STANDS = "exists (select 1 from client c where c.id = client_id and c.status not in ('MERGED', 'DELETED'))"
COUNTED = f"update client_balance set counted_minor = due_minor where due_minor > 0 and {STANDS}"
AMOUNTS = "select currency, sum(counted_minor) as minor from client_balance where counted_minor > 0 group by currency"
DEBTORS = "select count(distinct client_id) as clients from client_balance where counted_minor > 0"
ORDERS_AT_ONCE = 1000
SECONDS_A_QUARTER = 900


def apportioned(amount: int, weights: Sequence[int]) -> list[int]:
    """The amount split in proportion to the weights by the largest remainder, as it was when these tables came."""
    whole = sum(weights)
    parts = [amount * weight // whole for weight in weights]
    by_loss = sorted(range(len(weights)), key=lambda place: (-(amount * weights[place] % whole), place))
    for place in by_loss[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def sold(lines: Sequence[tuple[UUID, int]], earlier: Sequence[int], minor: int) -> dict[UUID, int]:
    """What of a payment is for each product, in proportion to what the earlier ones left unpaid of each line."""
    unpaid, shares = [total for _, total in lines], dict[UUID, int]()
    for paid in earlier:
        unpaid = [left - part for left, part in zip(unpaid, apportioned(paid, unpaid), strict=True)]
    for (product_id, _), share in zip(lines, apportioned(minor, unpaid), strict=True):
        if share:
            shares[product_id] = shares.get(product_id, 0) + share
    return shares


class Told(TortoiseOperation):
    """What the payments and balances that there are say to the figures: the shares of a payment only Python counts."""

    def describe(self) -> str:
        return "Figures of the payments and balances that there are"

    async def database_forward(self, app_label: str, old_state: Any, new_state: Any, state_editor: Any = None) -> None:
        ask = state_editor.client.execute_query_dict
        owing = [(row["currency"], int(row["minor"]), 0) for row in await ask(AMOUNTS)]
        owing += [("", 0, row["clients"]) for row in await ask(DEBTORS) if row["clients"]]
        await self._add(state_editor, "owed", ("currency", "minor", "clients"), owing)
        mark = "?" if state_editor.DIALECT == "sqlite" else "$1"
        page = f"select id from client_order where id > {mark} and paid_minor > 0 order by id limit {ORDERS_AT_ONCE}"
        last: Any = str(UUID(int=0))
        while orders := await ask(page, [last]):
            await self._sales(state_editor, [row["id"] for row in orders])
            last = orders[-1]["id"]

    async def _sales(self, state_editor: Any, ids: list[Any]) -> None:
        marks = ", ".join("?" if state_editor.DIALECT == "sqlite" else f"${place}" for place in range(1, len(ids) + 1))
        ask, within = state_editor.client.execute_query_dict, f"where order_id in ({marks})"
        lines: defaultdict[str, list[tuple[UUID, int]]] = defaultdict(list)
        earlier: defaultdict[str, list[int]] = defaultdict(list)
        rows: list[tuple[Any, ...]] = []
        asked = f"select order_id, product_id, total_minor from order_line {within} order by order_id, place"
        for line in await ask(asked, ids):
            lines[str(line["order_id"])].append((UUID(str(line["product_id"])), line["total_minor"]))
        asked = f"select order_id, method, currency, amount_minor, at from payment {within} order by at, id"
        for one in await ask(asked, ids):
            bought, paid, minor = lines[str(one["order_id"])], earlier[str(one["order_id"])], one["amount_minor"]
            quarter = int(moment_of(one["at"]).timestamp() // SECONDS_A_QUARTER)
            shares = sold(bought, paid, minor).items()
            rows += [
                (quarter, one["currency"], one["method"], product_id, share, int(place == 0))
                for place, (product_id, share) in enumerate(shares)
            ]
            paid.append(minor)
        await self._add(state_editor, "sale_delta", SALE, rows)

    async def _add(self, state_editor: Any, table: str, columns: Sequence[str], rows: Sequence[Any]) -> None:
        is_sqlite = state_editor.DIALECT == "sqlite"
        marks = ", ".join("?" if is_sqlite else f"${place}" for place in range(1, len(columns) + 2))
        told = [[str(one) if isinstance(one, UUID) and is_sqlite else one for one in (new_id(), *row)] for row in rows]
        if told:
            insert = f"insert into {table} (id, {', '.join(columns)}) values ({marks})"
            await state_editor.client.execute_many(insert, told)


SALE = ("quarter", "currency", "method", "product_id", "minor", "payments")


class Migration(migration.Migration):
    """Four tables, and a column; the payments and balances that there are already count in them."""

    dependencies = [("atrium", "0016_impersonations")]
    initial = False
    operations = [Step(STATE, both=[*TABLES, COUNTED]), Told()]

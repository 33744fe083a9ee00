"""Products, orders, payments, services, and what they come to for a client."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.migrations import migration
from tortoise.migrations.operations import CreateModel

from atrium.columns import MomentField
from atrium.migrations._steps import Step


class ActorKind(StrEnum):
    STAFF = "STAFF"
    CLIENT = "CLIENT"
    TOKEN = "TOKEN"  # noqa: S105 - a kind of actor, not a secret
    STAFF_AS_CLIENT = "STAFF_AS_CLIENT"
    PARENT_AS_CHILD = "PARENT_AS_CHILD"
    SYSTEM = "SYSTEM"


class OrderStatus(StrEnum):
    UNPAID = "UNPAID"
    PAID = "PAID"
    CANCELLED = "CANCELLED"


class PaymentMethod(StrEnum):
    CASH = "CASH"
    BANK = "BANK"
    CARD_TERMINAL = "CARD_TERMINAL"


class ServiceStatus(StrEnum):
    RUNNING = "RUNNING"
    ENDED = "ENDED"


ACTORS = "('STAFF', 'CLIENT', 'TOKEN', 'STAFF_AS_CLIENT', 'PARENT_AS_CHILD', 'SYSTEM')"


def points(at: str, column: str, related_name: str, on_delete: OnDelete = OnDelete.RESTRICT, **more: Any) -> Any:
    return fields.ForeignKeyField(
        f"atrium.{at}", source_field=column, related_name=related_name, on_delete=on_delete, **more
    )


def model(name: str, table: str, columns: list[tuple[str, Any]], **options: Any) -> CreateModel:
    return CreateModel(
        name=name,
        fields=[("id", fields.UUIDField(primary_key=True)), *columns],
        options={"table": table, "app": "atrium", **options, "pk_attr": "id"},
        bases=["Model"],
    )


STATE = [
    model(
        "Product",
        "product",
        [
            ("name", fields.CharField(max_length=200)),
            ("name_fold", fields.CharField(max_length=800)),
            ("sku", fields.CharField(max_length=100)),
            ("sku_fold", fields.CharField(unique=True, max_length=400)),
            ("price_minor", fields.BigIntField()),
            ("currency", fields.CharField(max_length=3)),
            ("interval_months", fields.IntField(null=True)),
            ("archived_at", MomentField(null=True)),
            ("version", fields.IntField(default=1)),
            ("created_at", MomentField(default=None)),
            ("updated_at", MomentField(default=None)),
        ],
    ),
    model(
        "Order",
        "client_order",
        [
            ("number", fields.BigIntField(unique=True)),
            ("client", points("Client", "client_id", "orders")),
            ("status", fields.CharEnumField(enum_type=OrderStatus, max_length=20)),
            ("currency", fields.CharField(max_length=3)),
            ("total_minor", fields.BigIntField()),
            ("paid_minor", fields.BigIntField(default=0)),
            ("placed_at", MomentField(default=None)),
            ("placed_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("placed_id", fields.UUIDField(null=True)),
            ("placed_name", fields.CharField(max_length=402)),
            ("cancelled_at", MomentField(null=True)),
        ],
    ),
    model(
        "Service",
        "service",
        [
            ("client", points("Client", "client_id", "services")),
            ("product", points("Product", "product_id", "services")),
            (
                "status",
                fields.CharEnumField(default=ServiceStatus.RUNNING, enum_type=ServiceStatus, max_length=20),
            ),
            ("runs_until", fields.CharField(null=True, max_length=10)),
            ("created_at", MomentField(default=None)),
            ("ended_at", MomentField(null=True)),
        ],
    ),
    model(
        "OrderLine",
        "order_line",
        [
            ("order", points("Order", "order_id", "lines", OnDelete.CASCADE)),
            ("place", fields.IntField()),
            ("product", points("Product", "product_id", "lines")),
            ("service", points("Service", "service_id", "lines", null=True)),
            ("name", fields.CharField(max_length=200)),
            ("quantity", fields.IntField()),
            ("currency", fields.CharField(max_length=3)),
            ("list_minor", fields.BigIntField()),
            ("unit_minor", fields.BigIntField()),
            ("total_minor", fields.BigIntField()),
            ("reason", fields.CharField(default="", max_length=500)),
        ],
        unique_together=(("order", "place"),),
    ),
    model(
        "Payment",
        "payment",
        [
            ("order", points("Order", "order_id", "payments")),
            ("method", fields.CharEnumField(enum_type=PaymentMethod, max_length=20)),
            ("amount_minor", fields.BigIntField()),
            ("currency", fields.CharField(max_length=3)),
            ("reference", fields.CharField(default="", max_length=200)),
            ("at", MomentField(default=None)),
            ("recorded_kind", fields.CharEnumField(enum_type=ActorKind, max_length=20)),
            ("recorded_id", fields.UUIDField(null=True)),
            ("recorded_name", fields.CharField(max_length=402)),
        ],
    ),
    model(
        "ClientBalance",
        "client_balance",
        [
            ("client", points("Client", "client_id", "balances", OnDelete.CASCADE)),
            ("currency", fields.CharField(max_length=3)),
            ("order_count", fields.BigIntField()),
            ("lifetime_minor", fields.BigIntField()),
            ("due_minor", fields.BigIntField()),
        ],
        unique_together=(("client", "currency"),),
    ),
]

TABLES = [
    """create table product (
    id uuid not null primary key,
    name varchar(200) not null,
    name_fold varchar(800) not null,
    sku varchar(100) not null,
    sku_fold varchar(400) not null,
    price_minor bigint not null,
    currency varchar(3) not null,
    interval_months integer,
    archived_at timestamptz,
    version integer not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint product_sku_fold_key unique (sku_fold),
    constraint product_price_check check (price_minor >= 0),
    constraint product_currency_check check (length(currency) = 3),
    constraint product_interval_check check (interval_months between 1 and 120),
    constraint product_version_check check (version >= 1)
)""",
    "create index product_name_fold_idx on product (name_fold, id)",
    f"""create table client_order (
    id uuid not null primary key,
    number bigint not null,
    client_id uuid not null,
    status varchar(20) not null,
    currency varchar(3) not null,
    total_minor bigint not null,
    paid_minor bigint not null,
    placed_at timestamptz not null,
    placed_kind varchar(20) not null,
    placed_id uuid,
    placed_name varchar(402) not null,
    cancelled_at timestamptz,
    constraint client_order_number_key unique (number),
    constraint client_order_client_id_fkey foreign key (client_id) references client (id) on delete restrict,
    constraint client_order_status_check check (status in ('UNPAID', 'PAID', 'CANCELLED')),
    constraint client_order_currency_check check (length(currency) = 3),
    constraint client_order_total_check check (total_minor >= 0),
    constraint client_order_paid_check check (paid_minor between 0 and total_minor),
    constraint client_order_settled_check check (status = 'CANCELLED' or (status = 'PAID') = (paid_minor = total_minor)),
    constraint client_order_cancelled_check check ((status = 'CANCELLED') = (cancelled_at is not null)),
    constraint client_order_placed_kind_check check (placed_kind in {ACTORS})
)""",
    "create index client_order_client_id_idx on client_order (client_id, placed_at desc, id desc)",
    """create table service (
    id uuid not null primary key,
    client_id uuid not null,
    product_id uuid not null,
    status varchar(20) not null,
    runs_until varchar(10),
    created_at timestamptz not null,
    ended_at timestamptz,
    constraint service_client_id_fkey foreign key (client_id) references client (id) on delete restrict,
    constraint service_product_id_fkey foreign key (product_id) references product (id) on delete restrict,
    constraint service_status_check check (status in ('RUNNING', 'ENDED')),
    constraint service_ended_check check ((status = 'ENDED') = (ended_at is not null))
)""",
    "create index service_client_id_idx on service (client_id, created_at desc, id desc)",
    "create index service_product_id_idx on service (product_id)",
    """create table order_line (
    id uuid not null primary key,
    order_id uuid not null,
    place integer not null,
    product_id uuid not null,
    service_id uuid,
    name varchar(200) not null,
    quantity integer not null,
    currency varchar(3) not null,
    list_minor bigint not null,
    unit_minor bigint not null,
    total_minor bigint not null,
    reason varchar(500) not null,
    constraint order_line_order_id_place_key unique (order_id, place),
    constraint order_line_order_id_fkey foreign key (order_id) references client_order (id) on delete cascade,
    constraint order_line_product_id_fkey foreign key (product_id) references product (id) on delete restrict,
    constraint order_line_service_id_fkey foreign key (service_id) references service (id) on delete restrict,
    constraint order_line_quantity_check check (quantity >= 1),
    constraint order_line_unit_check check (unit_minor >= 0),
    constraint order_line_total_check check (total_minor = quantity * unit_minor)
)""",
    "create index order_line_product_id_idx on order_line (product_id)",
    "create index order_line_service_id_idx on order_line (service_id) where service_id is not null",
    f"""create table payment (
    id uuid not null primary key,
    order_id uuid not null,
    method varchar(20) not null,
    amount_minor bigint not null,
    currency varchar(3) not null,
    reference varchar(200) not null,
    at timestamptz not null,
    recorded_kind varchar(20) not null,
    recorded_id uuid,
    recorded_name varchar(402) not null,
    constraint payment_order_id_fkey foreign key (order_id) references client_order (id) on delete restrict,
    constraint payment_method_check check (method in ('CASH', 'BANK', 'CARD_TERMINAL')),
    constraint payment_amount_check check (amount_minor > 0),
    constraint payment_recorded_kind_check check (recorded_kind in {ACTORS})
)""",
    "create index payment_order_id_idx on payment (order_id)",
    "create index payment_at_idx on payment (at, id)",
    """create table client_balance (
    id uuid not null primary key,
    client_id uuid not null,
    currency varchar(3) not null,
    order_count bigint not null,
    lifetime_minor bigint not null,
    due_minor bigint not null,
    constraint client_balance_client_id_currency_key unique (client_id, currency),
    constraint client_balance_client_id_fkey foreign key (client_id) references client (id) on delete cascade,
    constraint client_balance_order_count_check check (order_count > 0),
    constraint client_balance_lifetime_check check (lifetime_minor >= 0),
    constraint client_balance_due_check check (due_minor >= 0)
)""",
    "create index client_balance_lifetime_idx on client_balance (currency, lifetime_minor, client_id)",
    "create index client_balance_due_idx on client_balance (currency, due_minor, client_id) where due_minor > 0",
    "alter table client add column order_count bigint not null default 0",
    "alter table client add column sort_currency varchar(3) not null default ''",
    "alter table client add column lifetime_minor bigint not null default -1",
    "alter table client add column due_minor bigint not null default -1",
    "create index client_order_count_idx on client (order_count desc, id desc)",
    "create index client_lifetime_idx on client (lifetime_minor desc, id desc)",
    "create index client_due_idx on client (due_minor desc, id desc)",
]


class Migration(migration.Migration):
    """Six tables, and what clients are sorted by beside their own columns."""

    dependencies = [("atrium", "0012_views")]
    initial = False
    operations = [Step(STATE, both=TABLES)]

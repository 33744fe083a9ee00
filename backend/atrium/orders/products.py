"""What is sold: adding products, changing and archiving them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from atrium.clients.standards import currency_code
from atrium.columns import new_id, now
from atrium.database import constraint_of, tx
from atrium.errors import Fault, InvalidInput, NotFound, StaleVersion
from atrium.events.actions import Change, record
from atrium.faults import Faults
from atrium.folding import fold
from atrium.ids import as_id
from atrium.orders.inputs import AddProductInput, MoneyInput, UpdateProductInput
from atrium.orders.models import Product
from atrium.orders.money import amount_of, read_amount
from atrium.preferences.idempotency import claim
from atrium.principal import Principal

NAME_LONGEST, SKU_LONGEST = 200, 100
MOST_MONTHS = 120
SKU_TAKEN = Fault(("sku",), "SKU_TAKEN", "Another product has this SKU.")


async def add_product(given: AddProductInput, by: Principal, idempotency_key: str | None = None) -> UUID:
    """Begin to sell something. Answers the product's id.

    Raises InvalidInput with all faults (name and sku: REQUIRED …, SKU_TAKEN; price: NEGATIVE, TOO_PRECISE, TOO_LARGE,
    UNKNOWN_CURRENCY; intervalMonths: OUT_OF_RANGE, NOT_RECURRING) and IdempotencyConflict.
    """
    faults, product_id = Faults(), new_id()
    columns = {**_name(faults, given.name), **_sku(faults, given.sku), **_price(faults, given.price)}
    columns["interval_months"] = _interval(faults, given)
    faults.refuse([SKU_TAKEN] if faults.found and await _is_taken(columns["sku_fold"]) else [])
    try:
        async with tx():
            answered = await claim(idempotency_key, by, "addProduct", given, product_id)
            if answered:
                return answered
            product = await Product.create(id=product_id, **columns)
            await record("product.added", by, changes=_changes({}, _shown(product)), at=product.created_at)
    except IntegrityError as clash:
        raise _refusal_for(clash) from clash
    return product_id


async def update_product(given: UpdateProductInput, by: Principal) -> UUID:
    """Change what is given of a product; orders keep what they were sold at. Answers its id.

    Raises NotFound, InvalidInput as `add_product`, and StaleVersion.
    """
    product_id, faults, wished = as_id(given.id), Faults(), given.model_fields_set
    columns: dict[str, Any] = {}
    if "name" in wished:
        columns |= _name(faults, given.name)
    if "sku" in wished:
        columns |= _sku(faults, given.sku)
    if given.price is not None:
        columns |= _price(faults, given.price)
    faults.refuse()
    try:
        async with tx():
            product = await Product.select_for_update().get_or_none(id=product_id)
            if product is None:
                raise NotFound()
            if product.version != given.version:
                raise StaleVersion(current_version=product.version)
            if given.archived is not None and given.archived is not (product.archived_at is not None):
                columns["archived_at"] = now() if given.archived else None
            await _apply(product, columns, by)
    except IntegrityError as clash:
        raise _refusal_for(clash) from clash
    return product_id


async def _apply(product: Product, columns: dict[str, Any], by: Principal) -> None:
    before = _shown(product)
    product.update_from_dict(columns)
    changes = _changes(before, _shown(product))
    if not changes:
        return
    product.version += 1
    product.updated_at = now()
    await product.save(update_fields=[*columns, "version", "updated_at"])
    await record("product.updated", by, changes=changes, at=product.updated_at)


def _shown(product: Product) -> dict[str, object]:
    """What the audit tells of a product."""
    price = amount_of(product.price_minor, product.currency)
    return {
        "name": product.name,
        "sku": product.sku,
        "price": f"{price} {product.currency}",
        "intervalMonths": product.interval_months,
        "archived": product.archived_at is not None,
    }


def _changes(before: dict[str, object], after: dict[str, object]) -> list[Change]:
    named = ((name, before.get(name), value) for name, value in after.items())
    return [Change(name, was, value) for name, was, value in named if was != value and (was or value is not False)]


def _name(faults: Faults, given: str | None) -> dict[str, Any]:
    name = faults.text("name", given, NAME_LONGEST, required=True)
    return {"name": name, "name_fold": fold(name)[:800]}


def _sku(faults: Faults, given: str | None) -> dict[str, Any]:
    sku = faults.text("sku", given, SKU_LONGEST, required=True)
    return {"sku": sku, "sku_fold": fold(sku)[:400]}


def _price(faults: Faults, given: MoneyInput) -> dict[str, Any]:
    currency = currency_code(given.currency)
    if currency is None:
        faults.add(("price", "currency"), "UNKNOWN_CURRENCY", "There is no currency of this code (ISO 4217).")
    minor = read_amount(faults, ("price", "amount"), given.amount, currency or "")
    return {"price_minor": minor, "currency": currency or ""}


def _interval(faults: Faults, given: AddProductInput) -> int | None:
    months = given.interval_months
    if not given.recurring:
        if months is not None:
            faults.add("intervalMonths", "NOT_RECURRING", "Only a recurring product is sold for months at a time.")
        return None
    if months is not None and not 1 <= months <= MOST_MONTHS:
        faults.add("intervalMonths", "OUT_OF_RANGE", f"A recurring product is sold for 1 to {MOST_MONTHS} months.")
        return None
    return months or 1


async def _is_taken(sku_fold: str) -> bool:
    return bool(sku_fold) and await Product.filter(sku_fold=sku_fold).exists()


def _refusal_for(clash: IntegrityError) -> Exception:
    return InvalidInput.of([SKU_TAKEN]) if constraint_of(clash) == "product_sku_fold_key" else clash

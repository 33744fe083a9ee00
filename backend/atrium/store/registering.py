"""Registering at the store, and ordering there as a guest: read first, the same for everybody."""

from __future__ import annotations

from atrium.access.passwords import hash_password, password_faults
from atrium.clients.inputs import AddClientInput
from atrium.clients.models import ClientOrigin
from atrium.clients.names import NAME_LONGEST
from atrium.clients.vetting import read_client
from atrium.columns import new_id
from atrium.custom_fields.values import AT_REGISTRATION
from atrium.faults import Faults
from atrium.orders.inputs import QuickOrderLineInput
from atrium.orders.pricing import Priced, read_lines
from atrium.principal import Principal
from atrium.store import limits
from atrium.store.arriving import Arrival, arrive
from atrium.store.inputs import GuestInput, OrderInput, PlaceOrderInput, RegisterClientInput


async def register_client(given: RegisterClientInput, by: Principal, idempotency_key: str | None = None) -> None:
    """Open an account for somebody, with the first order if one is given, and mail a link to prove the address.

    Under a known address nothing of this happens: its owner gets another mail, and an order waits for the owner's word.
    Where login is off nobody is written to. The answer is the same. Raises InvalidInput with all faults (acceptTerms:
    REQUIRED; password: TOO_SHORT, TOO_LONG, TOO_WEAK; order: see `priced`), TooManyAttempts and IdempotencyConflict.
    """
    await limits.count_network("registerClient", by.address)
    faults = Faults()
    new = await read_client(faults, _as_client(given), AT_REGISTRATION)
    order = await read_order(faults.within("order"), given.order, by) if given.order else None
    if not given.accept_terms:
        faults.add("acceptTerms", "REQUIRED", "Please accept the terms.")
    about = (given.email, given.first_name or "", given.last_name or "")
    faults.refuse(await password_faults(given.password, about))
    assert new.email is not None, "a missing address was refused"
    arrival = Arrival(
        "registerClient", ClientOrigin.SELF_REGISTERED, new, new.email, order,
        await hash_password(given.password),
        given.model_copy(update={"password": ""}),  # what a key remembers shall not help to guess it
    )  # fmt: skip
    await arrive(arrival, by, idempotency_key)


async def order_as_guest(given: PlaceOrderInput, by: Principal, idempotency_key: str | None = None) -> None:
    """Take an order from somebody without an account: under an address that is nobody's, a guest enters with it.

    Under a known address it waits for the owner's word. The answer is the same. Raises as `register_client`.
    """
    await limits.count_network("placeOrder", by.address)
    faults = Faults()
    if given.guest is None:
        faults.add("guest", "REQUIRED", "Sign in, or say who you are.")
        faults.refuse()
    assert given.guest is not None, "a missing guest was refused"
    within = faults.within("guest")
    new = await read_client(within, _as_guest(given.guest), ())
    if new.email is None and not within.has("email"):
        within.add("email", "REQUIRED", "Please fill this in.")
    order = await read_order(faults.within("order"), given.order, by)
    faults.refuse()
    assert new.email is not None, "a missing address was refused"
    await arrive(
        Arrival("placeOrder", ClientOrigin.GUEST_CHECKOUT, new, new.email, order, None, given),
        by, idempotency_key,
    )  # fmt: skip


async def read_order(faults: Faults, given: OrderInput, by: Principal) -> Priced | None:
    """The lines at the products' own prices. Notes what `priced` would refuse."""
    lines = [QuickOrderLineInput(product_id=line.product_id, quantity=line.quantity) for line in given.lines]
    return await read_lines(faults, lines, by.client_id or new_id(), by)


async def preview(given: OrderInput, by: Principal) -> Priced:
    """What an order would come to. Raises InvalidInput as the order itself would."""
    faults = Faults()
    order = await read_order(faults, given, by)
    faults.refuse()
    assert order is not None, "an order without a fault has a price"
    return order


def _as_client(given: RegisterClientInput) -> AddClientInput:
    return AddClientInput(
        first_name=_first_name(given, is_named=given.company is not None),
        last_name=given.last_name,
        email=given.email,
        phone=given.phone,
        company=given.company,
        address=given.address,
        custom_fields=given.custom_fields,
    )


def _as_guest(given: GuestInput) -> AddClientInput:
    return AddClientInput(
        first_name=_first_name(given),
        last_name=given.last_name,
        allow_login=False,
        email=given.email,
        phone=given.phone,
        address=given.address,
        notify=False,
    )


def _first_name(given: RegisterClientInput | GuestInput, *, is_named: bool = False) -> str | None:
    """The first name; of who gives no name at all, what stands before the @ of the address."""
    if is_named or (given.first_name or "").strip() or (given.last_name or "").strip():
        return given.first_name
    local = given.email.strip().partition("@")[0]
    return "".join(sign for sign in local if sign.isalnum() or sign in ".-_+")[:NAME_LONGEST] or "?"

"""Staff in clients' accounts, and what the tab sends that they are in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from atrium.access.authentication import authenticate
from atrium.access.models import Staff
from atrium.clients.models import Client
from atrium.errors import Unauthenticated
from atrium.family.models import FamilyAccess
from atrium.ids import Id
from atrium.impersonation import parents, redeeming, starting
from atrium.impersonation.authentication import authenticate_at_the_store
from atrium.impersonation.inputs import EnterChildAccountInput, ImpersonateClientInput, StartOrderForClientInput
from atrium.impersonation.models import ImpersonationMode
from atrium.principal import Door, Principal
from tests.access.given import a_session, a_staff
from tests.clients.signing_in_given import ADDRESS, a_shopper, a_shoppers_browser
from tests.family.given import linked

WHY = "Rang about an invoice"


@dataclass(frozen=True)
class Tab:
    """A tab that is in a client's account: what it sends, who opened it, and what their own browser sends."""

    id: UUID
    headers: dict[str, str]
    client: Client
    staff: Staff
    browser: dict[str, str]


async def by_browser(browser: dict[str, str]) -> Principal:
    """The staff member whose browser this is."""
    return await authenticate(browser, Door.STAFF, ADDRESS)


def wish(client: Client, mode: str = "FULL", reason: str = WHY) -> ImpersonateClientInput:
    return ImpersonateClientInput(client_id=Id(str(client.id)), reason=reason, mode=ImpersonationMode(mode))


def order_for(client: Client) -> StartOrderForClientInput:
    return StartOrderForClientInput(client_id=Id(str(client.id)))


async def a_ticket(client: Client, mode: str = "FULL", staff: Staff | None = None) -> starting.Ticket:
    """A code that nobody has redeemed yet."""
    browser = await a_session(staff or await a_staff("Sam Support"))
    return await starting.impersonate_client(wish(client, mode), await by_browser(browser))


async def a_tab(client: Client | None = None, mode: str = "FULL", staff: Staff | None = None) -> Tab:
    """Staff in this client's account, by the acts that lead there."""
    client, staff = client or await a_shopper(), staff or await a_staff("Sam Support")
    browser = await a_session(staff)
    ticket = await starting.impersonate_client(wish(client, mode), await by_browser(browser))
    redeemed = await redeeming.redeem(ticket.code)
    return Tab(redeemed.id, headers_of(redeemed), client, staff, browser)


def headers_of(redeemed: redeeming.Redeemed) -> dict[str, str]:
    return {
        "cookie": f"{redeeming.cookie_name(redeemed.id)}={redeemed.secret}",
        "x-requested-by": "atrium",
        "x-impersonation": str(redeemed.id),
    }


@dataclass(frozen=True)
class FamilyTab:
    """A tab in which a parent is in its child's account, and what the parent's own browser sends."""

    id: UUID
    headers: dict[str, str]
    child: Client
    parent: Client
    browser: dict[str, str]


async def a_family(access: str = "FULL") -> tuple[Client, Client]:
    """A parent and a child who can sign in; the link allows the parent so much."""
    parent = await a_shopper(first_name="Ada")
    child = await a_shopper(first_name="Byron")
    await linked(child, parent, parent_access=FamilyAccess(access))
    return parent, child


async def enter(child: Client, browser: dict[str, str]) -> redeeming.Redeemed:
    """The parent, by its browser, goes into the child's account."""
    given = EnterChildAccountInput(child_id=Id(str(child.id)))
    return await parents.enter_child_account(given, await the_caller(browser))


async def a_family_tab(access: str = "FULL") -> FamilyTab:
    """A parent in its child's account, as far as the link allows."""
    parent, child = await a_family(access)
    browser = await a_shoppers_browser(parent)
    redeemed = await enter(child, browser)
    return FamilyTab(redeemed.id, headers_of(redeemed), child, parent, browser)


async def the_caller(headers: dict[str, str]) -> Principal:
    """Who asks with these headers at the store's door."""
    return await authenticate_at_the_store(headers, Door.STORE, ADDRESS)


async def counts(tab: Tab | FamilyTab) -> bool:
    """Whether the tab is still in the account."""
    try:
        return (await the_caller(tab.headers)).impersonating is not None
    except Unauthenticated:
        return False

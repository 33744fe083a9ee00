"""What stands before a story begins, done through GraphQL: screens are for what a test is about."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from playwright.sync_api import APIRequestContext, Page, Playwright, StorageState, expect

from tests.e2e.house import PASSWORD, House, Staff

PATIENCE = 15.0
AFTER_ALL = "2100-01-01T00:00:00.000000Z"
LINK = re.compile(r"https?://\S+/store/verify#\S+")
WAITING_LINK = re.compile(r"https?://\S+/store/waiting-order#\S+")
RESET_LINK = re.compile(r"https?://\S+/store/reset#\S+")
MASK = "•"  # stands for a secret as long as its mail waits
NEW_PASSWORD = "seven quiet otters sail north"

SIGN_IN = "mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }"
ADD = """mutation ($input: AddClientInput!) {
  addClient(input: $input) {
    __typename ... on Client { id displayName loginEmail } ... on InvalidInput { fields { path message } }
  }
}"""
MAILS = "query ($id: ID!) { client(id: $id) { emailHistory(first: 20) { nodes { text } } } }"
VERIFY = "mutation ($t: String!, $p: String) { verifyEmail(token: $t, password: $p) { __typename } }"
AT_THE_STORE = "mutation ($e: String!, $p: String!) { clientSignIn(email: $e, password: $p) { __typename } }"
RESEND = "mutation ($id: ID!) { resendVerification(input: { clientId: $id }) { __typename } }"

ADD_PRODUCT = """mutation ($input: AddProductInput!) {
  addProduct(input: $input) { __typename ... on Product { id } ... on InvalidInput { fields { path message } } }
}"""
ORDER = """mutation ($input: PlaceQuickOrderInput!) {
  placeQuickOrder(input: $input) { __typename ... on Order { id } ... on InvalidInput { fields { path message } } }
}"""
GUEST_ORDER = "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }"

MAP_IMPORT = "mutation ($input: MapImportInput!) { mapImport(input: $input) { __typename } }"
IMPORT_STATE = "query ($id: ID!) { import(id: $id) { state } }"


def sign_in(playwright: Playwright, house: House, who: Staff) -> StorageState:
    """The cookies of someone who has signed in; the proof that this was counts for as long as the stories last."""
    context = playwright.request.new_context(base_url=house.url)
    answer = ask(context, SIGN_IN, email=who.email, password=PASSWORD)
    assert answer["signIn"]["__typename"] == "SignedIn", answer
    house.run_sql(f"UPDATE staff_session SET proved_at = '{AFTER_ALL}'")
    state = context.storage_state()
    context.dispose()
    return state


def ask(request: APIRequestContext, query: str, door: str = "/graphql", **variables: Any) -> dict[str, Any]:
    """The data of one operation's answer."""
    answer = request.post(
        door, data={"query": query, "variables": variables}, headers={"X-Requested-By": "atrium"}
    ).json()
    assert "errors" not in answer, answer["errors"]
    data: dict[str, Any] = answer["data"]
    return data


IMPERSONATE = """mutation ($id: ID!) { impersonateClient(input: {clientId: $id, reason: "Rang"}) {
  __typename ... on ImpersonationTicket { code } } }"""


@dataclass(frozen=True)
class Known:
    """A client who is there."""

    id: str
    name: str
    email: str


def a_name(first: str = "Ada") -> tuple[str, str]:
    """A first and a last name that nobody else has, so that a search finds one."""
    return first, f"Lovelace{uuid4().hex[:8]}"


def a_client(page: Page, first: str = "Ada", **given: Any) -> Known:
    """Someone new who may log in, unless `allowLogin` or `email` say otherwise."""
    first, last = a_name(first)
    email = f"{last}@example.org".lower()
    given = {"firstName": first, "lastName": last, "email": email, **given}
    added = ask(page.request, ADD, input=given)["addClient"]
    assert added["__typename"] == "Client", added
    return Known(added["id"], added["displayName"], email)


def links_mailed_to(page: Page, client: Known, count: int = 1, kind: re.Pattern[str] = LINK) -> list[str]:
    """The links of a client's verification mails, newest first, as soon as there are so many."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        nodes = ask(page.request, MAILS, id=client.id)["client"]["emailHistory"]["nodes"]
        links = [match[0] for match in map(kind.search, (node["text"] for node in nodes)) if match]
        found = [link for link in links if MASK not in link]
        if len(found) >= count:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{client.email} got no {count} mails with links: {nodes}")


def verify(page: Page, link: str, password: str = NEW_PASSWORD) -> None:
    """The client opens the link, chooses a password, and is signed in."""
    token = re.search(r"token=([^&]+)", link)
    assert token
    answer = ask(page.request, VERIFY, "/store/graphql", t=token[1], p=password)
    assert answer["verifyEmail"]["__typename"] in ("SignedIn", "Verified"), answer


def sign_in_at_the_store(page: Page, client: Known, password: str) -> str:
    """What the store answers to an attempt."""
    answer = ask(page.request, AT_THE_STORE, "/store/graphql", e=client.email, p=password)
    return str(answer["clientSignIn"]["__typename"])


def resend(page: Page, client: Known) -> None:
    """Another link is mailed; the former stops working."""
    answer = ask(page.request, RESEND, id=client.id)
    assert answer["resendVerification"]["__typename"] == "EmailMessage", answer


def a_product(page: Page, name: str, price: str, **given: Any) -> str:
    """Something that is sold for euros, once unless `recurring` is given. Answers its id."""
    made = {"name": name, "sku": uuid4().hex[:10], "price": {"amount": price, "currency": "EUR"}, **given}
    answer = ask(page.request, ADD_PRODUCT, input=made)["addProduct"]
    assert answer["__typename"] == "Product", answer
    return str(answer["id"])


def an_order(page: Page, client: Known, *lines: dict[str, Any], **given: Any) -> str:
    """Staff have placed an order for the client; unpaid unless `paid` is given. Answers its id."""
    made = {"clientId": client.id, "lines": list(lines), **given}
    answer = ask(page.request, ORDER, input=made)["placeQuickOrder"]
    assert answer["__typename"] == "Order", answer
    return str(answer["id"])


def a_guest_order(page: Page, email: str, product: str) -> None:
    """Somebody orders under an address, without having signed in."""
    given = {"guest": {"email": email}, "order": {"lines": [{"productId": product}]}}
    answer = ask(page.request, GUEST_ORDER, "/store/graphql", input=given)
    assert answer["placeOrder"]["__typename"] == "OrderReceived", answer


def an_import(page: Page, text: str, **choices: Any) -> str:
    """A file of clients was sent and its rows were looked through. Answers the import's id."""
    sent = page.request.post(
        "/imports",
        multipart={"file": {"name": "clients.csv", "mimeType": "text/csv", "buffer": text.encode()}},
        headers={"X-Requested-By": "atrium"},
    ).json()
    mapped = ask(page.request, MAP_IMPORT, input={"importId": sent["importId"], "columns": [], **choices})["mapImport"]
    assert mapped["__typename"] == "Import", mapped
    return import_reaching(page, str(sent["importId"]), "STAGED")


def import_reaching(page: Page, import_id: str, state: str) -> str:
    """Its id, as soon as it has come so far."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if (now := ask(page.request, IMPORT_STATE, id=import_id)["import"]["state"]) == state:
            return import_id
        time.sleep(0.1)
    raise AssertionError(f"The import is {now}, not {state}")


def enter_the_account(page: Page, client: Known) -> None:
    """This very tab is in the client's account."""
    code = ask(page.request, IMPERSONATE, id=client.id)["impersonateClient"]["code"]
    page.goto(f"/store/impersonate#code={code}")
    expect(page).to_have_url(re.compile("/store/account$"))

"""A client and staff talk in a ticket, by GraphQL at both doors and by mail; nobody else sees a word of it."""

from __future__ import annotations

from dataclasses import replace

from atrium.mail.models import EmailMessage
from atrium.settings import Settings
from tests.access.given import a_staff
from tests.clients.signing_in_given import PASSWORD, a_shopper
from tests.journeys.callers import Caller, a_browser, a_storefront
from tests.orders.given import a_line, a_product, an_order

OPEN = """mutation($input: OpenTicketInput!, $key: String) { openTicket(input: $input, idempotencyKey: $key) {
  __typename ... on OpenedTicket { mailed ticket { ...Shown } } ... on InvalidInput { fields { path code } } } }
fragment Shown on Ticket { id number status version order { number } }"""
REPLY = """mutation($input: ReplyTicketInput!) { replyTicket(input: $input) {
  __typename ... on Ticket { status version } ... on StaleVersion { currentVersion } ... on Error { code } } }"""
CLOSE = """mutation($input: CloseTicketInput!) { closeTicket(input: $input) {
  __typename ... on Ticket { status closedAt } } }"""
REOPEN = """mutation($input: ReopenTicketInput!) { reopenTicket(input: $input) {
  __typename ... on Ticket { status closedAt } } }"""
READ = """query($id: ID!) { ticket(id: $id) { subject status messages { totalCount nodes {
  text fromClient author { kind name } } } } }"""
LIST = """query($status: [TicketStatus!], $search: String, $clientId: ID) {
  tickets(status: $status, search: $search, clientId: $clientId) { totalCount nodes { number subject } } }"""
OWN = "{ viewer { client { tickets(status: [OPEN, WAITING]) { totalCount nodes { number order { number } } } } } }"
SIGN_IN = """mutation($email: String!, $password: String!) {
  clientSignIn(email: $email, password: $password) { __typename } }"""


async def enter(store: Caller, email: str) -> Caller:
    """The store, with this client signed in."""
    shop = Caller(store.http, {"x-requested-by": "atrium"}, store.door)
    assert await shop.ask(SIGN_IN, {"email": email, "password": PASSWORD}) == {"__typename": "SignedIn"}
    return shop


async def test_a_ticket_goes_back_and_forth_until_it_is_done_and_once_more(settings: Settings):
    settings = replace(settings, support_email="help@example.org")
    ada, _ = await a_shopper("ada@example.org"), await a_shopper("bea@example.org", first_name="Bea")
    order = await an_order(ada, a_line(await a_product()))
    async with a_browser(settings) as sam, a_storefront(settings) as first, a_storefront(settings) as second:
        await sam.sign_in(await a_staff("Sam Staff"))
        shop, others = await enter(first, "ada@example.org"), await enter(second, "bea@example.org")
        about = {"clientId": str(ada.id), "subject": "Your order", "message": "Which size?", "orderId": str(order.id)}

        opened = await sam.ask(OPEN, {"input": about, "key": "k"})
        again = await sam.ask(OPEN, {"input": about, "key": "k"})
        one = {"id": opened["ticket"]["id"]}
        mailed = await EmailMessage.filter(to="ada@example.org", kind="ticket_opened").count()
        own = await shop.ask(OWN)
        said = await shop.ask(REPLY, {"input": {**one, "message": "The blue one."}})
        heard = await EmailMessage.get(kind="ticket_for_support")
        too_late = await sam.ask(REPLY, {"input": {**one, "message": "Never mind.", "version": 1}})
        queue = await sam.ask(LIST, {"status": ["OPEN"], "search": "1001 ORDER", "clientId": str(ada.id)})
        done = await sam.ask(REPLY, {"input": {**one, "message": "Sent.", "close": True, "version": 2}})
        back = await shop.ask(REOPEN, {"input": one})
        read, by_staff = await shop.ask(READ, one), await sam.ask(READ, one)
        strange = [await others.ask(READ, one), await others.ask(LIST), await others.ask(OWN)]
        refused = await others.ask(CLOSE, {"input": one})
        theirs = await others.ask(OPEN, {"input": {"subject": "x", "message": "y", "orderId": str(order.id)}})
        closed = await shop.ask(CLOSE, {"input": one})
        timeline = await sam.ask(
            f'{{ client(id: "{ada.id}") {{ timeline {{ nodes {{ action actor {{ name }} }} }} }} }}'
        )

    assert opened == again
    assert (opened["mailed"], opened["ticket"]["status"], mailed) == (True, "WAITING", 1)
    assert opened["ticket"]["order"] == {"number": order.number}
    assert own["client"]["tickets"]["nodes"] == [{"number": 1001, "order": {"number": order.number}}]
    assert said == {"__typename": "Ticket", "status": "OPEN", "version": 2}
    assert ("The blue one." in heard.text, heard.to) == (True, "help@example.org")
    assert (too_late["code"], too_late["currentVersion"]) == ("STALE_VERSION", 2)
    assert queue["nodes"] == [{"number": 1001, "subject": "Your order"}]
    assert (done["status"], back, closed["status"]) == (
        "CLOSED", {"__typename": "Ticket", "status": "OPEN", "closedAt": None}, "CLOSED",
    )  # fmt: skip
    assert read == by_staff
    assert [(one["text"], one["author"]["name"]) for one in read["messages"]["nodes"]] == [
        ("Sent.", "Sam Staff"), ("The blue one.", "Ada"), ("Which size?", "Sam Staff"),
    ]  # fmt: skip
    assert strange == [None, {"totalCount": 0, "nodes": []}, {"client": {"tickets": {"totalCount": 0, "nodes": []}}}]
    assert (refused["__typename"], theirs["fields"]) == (
        "NotFound", [{"path": ["orderId"], "code": "UNKNOWN_ORDER"}],
    )  # fmt: skip
    assert [event["action"] for event in timeline["timeline"]["nodes"] if "ticket" in event["action"]] == [
        "ticket.closed", "ticket.reopened", "ticket.closed", "ticket.replied", "ticket.replied", "ticket.opened",
    ]  # fmt: skip


async def test_a_client_opens_a_ticket_and_who_is_not_signed_in_knows_of_none(settings: Settings):
    await a_shopper("ada@example.org")
    async with a_storefront(settings) as first, a_storefront(settings) as stranger:
        shop = await enter(first, "ada@example.org")
        asked = {"input": {"subject": "Where is it?", "message": "It should be here."}}

        opened = await shop.ask(OPEN, asked)
        answers = [await stranger.answer(LIST), await stranger.answer(OPEN, asked)]

    assert (opened["ticket"]["status"], opened["mailed"]) == ("OPEN", False)
    assert [answer["errors"][0]["extensions"]["code"] for answer in answers] == ["UNAUTHENTICATED"] * 2

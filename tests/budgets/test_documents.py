"""What each page's real document may cost, in SQL statements. A figure changes on purpose only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from graphql import OperationDefinitionNode, OperationType, parse, print_ast, validate

from atrium.app import create_app
from atrium.clients.models import Client
from atrium.mail.models import EmailMessage
from atrium.schema import build
from atrium.settings import Settings
from tests.access.given import a_session, a_staff, a_token
from tests.budgets.documents import operations, whole
from tests.clients.signing_in_given import a_shopper, a_shoppers_browser
from tests.given import a_client
from tests.graph.asking import data
from tests.graph.tiny import client_of
from tests.statements import counted

DAYS = {"from": "2026-01-01", "to": "2026-01-31"}


@dataclass(frozen=True)
class Budget:
    """`statements` that a document may cost with these variables, beside the one that looks up the caller."""

    statements: int
    variables: dict[str, Any]
    door: str = "/graphql"


def budgets(client: Client, mail: EmailMessage, other: Client) -> dict[str, Budget]:
    """One row read is one statement, however much of it is shown; a figure is one, each list beside it another."""
    one = {"id": str(client.id)}
    listed = {"filter": {"search": "ada"}, "orderBy": {"field": "NAME", "direction": "ASC"}, "first": 50}
    token, store = {"token": "x" * 43}, "/store/graphql"
    return {
        "AccessLog": Budget(1, {"isLive": True}),
        "Account": Budget(1, {}, store),
        "AllOrders": Budget(1, {"status": ["UNPAID"], "paid": {"from": "2026-01-01", "to": "2026-01-31"}}),
        "AccountAccess": Budget(1, {}, store),
        "AccountContacts": Budget(1, {}, store),
        "AccountOrders": Budget(1, {}, store),
        "AccountServices": Budget(1, {}, store),
        "AskedAtRegistration": Budget(1, {}, store),
        "Catalogue": Budget(1, {}, store),
        "GuestOrders": Budget(1, {}, store),
        "OwnCustomFields": Budget(2, {}, store),  # the values, and the definitions
        "OwnDetails": Budget(1, {}, store),
        "WaitingOrder": Budget(1, token, store),
        "ApiTokens": Budget(1, {}),
        "AuditLog": Budget(1, {"actions": ["staff.signed_in"]}),
        "BulkPreview": Budget(1, {"input": {"act": "TAG", "tags": ["VIP"], "filter": {"search": "ada"}}}),
        "ClientContacts": Budget(1, one),
        "ClientCustomValues": Budget(1, one),
        "ClientDuplicates": Budget(2, one),  # and one more to read those who are found
        "ClientEmails": Budget(1, {**one, "first": 20}),
        "ClientFacts": Budget(1, one),
        "ClientHead": Budget(1, one),
        "ClientLogin": Budget(1, one),
        "LiveAccess": Budget(1, {"clientId": one["id"]}),
        "LoginCare": Budget(3, one),
        "FreshLink": Budget(1, one),
        "ClientNames": Budget(1, {"ids": [one["id"]]}),
        "ClientNotes": Budget(1, {**one, "first": 25}),
        "ClientMoney": Budget(1, {**one, "first": 4}),
        "ClientOrders": Budget(1, {**one, "first": 20}),
        "ClientServices": Budget(1, {**one, "first": 20}),
        "ClientTimeline": Budget(1, {**one, "first": 20, "actions": ["client.added"]}),
        "ClientViews": Budget(2, {}),
        "ClientsCount": Budget(1, {"filter": {"status": ["UNVERIFIED"]}}),
        "ClientsList": Budget(1, listed),
        "CustomFieldList": Budget(1, {}),
        "CustomFields": Budget(1, {}),
        "ChildAccounts": Budget(1, {}, store),
        "DashboardActivity": Budget(1, {}),
        "DashboardGrowth": Budget(2, {**DAYS, "beforeFrom": "2025-12-01", "beforeTo": "2025-12-31"}),
        "DashboardLists": Budget(3, {}),
        "DashboardShares": Budget(1, {}),
        "DashboardRevenue": Budget(1, DAYS),
        "DashboardTiles": Budget(1, DAYS),
        "DashboardTopClients": Budget(1, {}),
        "DuplicateGroupCount": Budget(1, {}),
        "DuplicateGroups": Budget(1, {"rule": "EMAIL"}),  # two more where there are any
        "RestorePreview": Budget(1, one),  # the client; for a deleted one, whom its deletion parted from it
        "DeletePreview": Budget(2, one),  # the client, and what speaks against it
        "DeletedClient": Budget(1, one),
        "ErasureReceipt": Budget(1, one),
        "ExportColumns": Budget(1, {}),
        "Family": Budget(4, one),  # whether it is seen, the line, the tree with its figures, the rows
        "FormerLinks": Budget(1, one),
        "Imports": Budget(1, {}),
        "ImportNow": Budget(1, one),
        "ImportColumns": Budget(1, one),
        "ImportRows": Budget(1, {**one, "outcome": ["REFUSED"]}),
        "ImportChoices": Budget(0, {}),
        "ImportGuesses": Budget(1, {**one, "preset": "WHMCS"}),  # of an import that is: its custom fields, too
        "ImportMappings": Budget(1, {}),
        "ImportReasons": Budget(1, one),
        "JobNow": Budget(1, one),
        "JobRows": Budget(1, one),
        "Jobs": Budget(1, {}),
        "KeptLayout": Budget(1, {}),
        "Lookalikes": Budget(2, {"draft": {"email": "ada@example.org", "phone": "+4930123456"}}),
        "Mail": Budget(1, {"id": str(mail.id)}),
        "MailDelivery": Budget(1, {}),
        "MailPromise": Budget(1, {}),
        "LinkPreview": Budget(3, {"childId": one["id"], "parentId": one["id"]}),  # the line twice
        "Mailbox": Budget(1, {"state": ["WAITING"], "search": "ada"}),
        "MergeFamily": Budget(4, one),
        "MergeParties": Budget(1, {"ids": [one["id"], str(other.id)]}),
        # a report: everyone, their families, what differs, what moves, what they owe
        "MergePreviewed": Budget(9, {"sourceIds": [one["id"]], "into": str(other.id)}),
        "MailboxCount": Budget(1, {}),
        "PaletteClients": Budget(2, {"term": "ada"}),
        "NamedClient": Budget(1, one),
        "ClientNamed": Budget(1, one),
        "MergeStanding": Budget(1, one),
        "MergesDone": Budget(1, {"into": one["id"]}),
        "NamesOnPath": Budget(1, {"ids": [one["id"]]}),
        "NewestClient": Budget(1, {"filter": {"status": ["ACTIVE"]}}),
        "QuickFilterCounts": Budget(11, {}),
        "SoldProducts": Budget(1, {"first": 250}),
        "SelectedEmails": Budget(1, {"filter": {"ids": [one["id"]]}}),
        "RecentClients": Budget(1, {"filter": {"ids": [one["id"]]}}),
        "OrdersCount": Budget(1, {}),
        "RevertPreview": Budget(1, one),  # of an import that is; of none, that it is none
        "Sales": Budget(1, {**DAYS, "by": "DAY"}),
        "ParentAccount": Budget(1, {}, store),
        "PasswordResetLink": Budget(1, token, store),
        "StandsUnder": Budget(1, one),
        "StoreViewer": Budget(1, {}, store),
        "Permissions": Budget(0, {}),
        "OrderedFor": Budget(1, one),
        "Products": Budget(1, {"archived": False, "first": 100}),
        "Profile": Budget(1, {}),
        "SupportPinSetting": Budget(2, {}),
        "StaffGroups": Budget(1, {}),
        "StaffMember": Budget(1, one),
        "StaffMembers": Budget(1, {}),
        "TagChoices": Budget(1, {"search": "v", "first": 8}),
        "VerificationLink": Budget(1, token, store),
        "Tickets": Budget(1, {"status": ["OPEN"], "search": "ada"}),
        "TicketCounts": Budget(3, {"search": "ada"}),
        "OpenTicketCount": Budget(1, {}),
        "Ticket": Budget(1, one),
        "ClientTickets": Budget(1, {**one, "first": 25}),
        "ClientTicketCount": Budget(1, one),
        "TicketOffer": Budget(1, one),
        "StoreTickets": Budget(1, {"first": 20}, store),
        "StoreTicket": Budget(1, {**one, "first": 50}, store),
        "StoreTicketOrders": Budget(1, {}, store),
        "Viewer": Budget(2, {}),
    }


def test_every_document_is_valid():
    faults = [fault.message for fault in validate(build()._schema, whole())]

    assert [fault for fault in faults if "is never used" not in fault] == []


def everything_shown(query: str) -> dict[str, bool]:
    """Every column and panel that a person may switch off, switched on."""
    (operation, *_) = parse(query).definitions
    assert isinstance(operation, OperationDefinitionNode)
    flags = [one for one in operation.variable_definitions or () if print_ast(one.type) == "Boolean!"]
    return {one.variable.name.value: True for one in flags if one.default_value is None}


async def stored() -> dict[str, Budget]:
    client = await a_client("Ada", "ada@example.org", phone="+49 30 123456", tags=["VIP", "x"])
    other = await a_client("Grace", allow_login=False)
    return budgets(client, await EmailMessage.get(client_id=client.id), other)


async def test_every_query_of_a_page_has_a_budget():
    assert set(await stored()) >= set(operations(OperationType.QUERY))


@pytest.mark.parametrize("name", sorted(operations(OperationType.QUERY)))
async def test_a_page_costs_no_more_than_its_budget(settings: Settings, name: str):
    budget, query = (await stored())[name], operations(OperationType.QUERY)[name]
    at_the_store = budget.door != "/graphql"
    headers = await (a_shoppers_browser(await a_shopper()) if at_the_store else a_session(await a_staff()))
    asked = {"query": query, "variables": everything_shown(query) | budget.variables}

    async with client_of(create_app(settings)) as client:
        await client.post(budget.door, json=asked, headers=headers)  # the caller's last sight is noted once a minute
        async with counted() as statements:
            answer = await client.post(budget.door, json=asked, headers=headers)

    assert "errors" not in answer.json(), answer.text
    assert len(statements) == 1 + budget.statements, "\n\n".join(statements)


async def test_a_programs_read_costs_one_statement_and_its_look_up(settings: Settings):
    await a_client("Ada")
    _, headers = await a_token(await a_staff(), "client.read", "event.read", "mail.read")
    query = """{ clients(first: 50) { totalCount pageInfo { hasNextPage endCursor } nodes {
      ...All parent { ...All } children { totalCount nodes { ...All } } timeline { nodes { id changes { field } } }
      emailHistory { totalCount nodes { id text } } viewerCan { update } } } }
      fragment All on Client { id tags emails(first: 1) { address } defaultCompany { name } }"""

    async with client_of(create_app(settings)) as client:
        await client.post("/graphql", json={"query": query}, headers=headers)
        async with counted() as statements:
            answer = await client.post("/graphql", json={"query": query}, headers=headers)

    assert "errors" not in answer.json(), answer.text
    assert len(statements) == 2


async def test_many_rows_cost_no_more_than_one():
    query = operations(OperationType.QUERY)["ClientsList"]
    shown = everything_shown(query)
    await a_client("Ada")
    async with counted() as one:
        await data(query, {**shown, "first": 50})
    for number in range(5):
        await a_client(f"Bob {number}")

    async with counted() as many:
        found = await data(query, {**shown, "first": 50})

    assert len(found["clients"]["nodes"]) == 6
    assert len(many) == len(one) == 1

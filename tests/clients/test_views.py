"""Saved views of the list of clients."""

from __future__ import annotations

import asyncio
from typing import Any

from atrium.access.authentication import authenticate
from atrium.access.models import StaffGroup
from atrium.clients.models import ClientView, ClientViewPlace
from atrium.events.models import Event
from atrium.principal import Door, Principal
from tests.access.given import a_principal, a_staff, a_token
from tests.graph.asking import ask, data
from tests.statements import counted

FIELDS = """id name ownerName isOwn isShared isDefault mayChange filter columns orderBy { field direction }
  gone { path message }"""
LISTED = f"{{ clientViews {{ {FIELDS} }} }}"
REFUSED = "... on Error { code message } ... on InvalidInput { fields { path code } }"
ADDED = f"""mutation($input: AddClientViewInput!) {{ addClientView(input: $input) {{
  __typename ... on ClientView {{ {FIELDS} }} {REFUSED} ... on Blocked {{ blockers {{ code }} }} }} }}"""
UPDATED = f"""mutation($input: UpdateClientViewInput!) {{ updateClientView(input: $input) {{
  __typename ... on ClientView {{ {FIELDS} }} {REFUSED} }} }}"""
REMOVED = """mutation($id: ID!) { removeClientView(input: {id: $id}) { __typename } }"""
CHOSEN = """mutation($id: ID) { chooseClientView(input: {id: $id}) {
  __typename ... on ArrangedClientViews { ids } } }"""
ORDERED = """mutation($ids: [ID!]!) { orderClientViews(input: {ids: $ids}) { ids } }"""
GERMANS = {
    "or": [{"country": ["DE"]}, {"createdAt": {"after": "2026-01-31T09:00:00Z"}}],
    "status": ["ACTIVE", "UNVERIFIED"],
}


async def ada() -> Principal:
    return await a_principal(await a_staff("Ada King"))


async def grace(group: str = "Read-only") -> Principal:
    return await a_principal(await a_staff("Grace", group=group))


async def add(by: Principal, name: str = "Germans", **given: Any) -> dict[str, Any]:
    return (await data(ADDED, {"input": {"name": name, **given}}, by=by))["addClientView"]


async def update(by: Principal, view: dict[str, Any], **given: Any) -> dict[str, Any]:
    return (await data(UPDATED, {"input": {"id": view["id"], **given}}, by=by))["updateClientView"]


async def listed(by: Principal) -> list[dict[str, Any]]:
    return (await data(LISTED, by=by))["clientViews"]


async def names(by: Principal) -> list[str]:
    return [view["name"] for view in await listed(by)]


def faults(answer: dict[str, Any]) -> list[tuple[str, str]]:
    assert answer["__typename"] == "InvalidInput", answer
    return [(".".join(one["path"]), one["code"]) for one in answer["fields"]]


async def test_a_view_comes_back_as_it_was_kept_and_the_list_takes_its_filter():
    by = await ada()
    order = {"field": "NAME", "direction": "ASC"}

    made = await add(by, " Germans ", filter=GERMANS, orderBy=order, columns=["status", "custom.size"])

    assert made == (await listed(by))[0] | {"__typename": "ClientView"}
    assert (made["name"], made["orderBy"], made["columns"], made["gone"]) == (
        "Germans", order, ["status", "custom.size"], [],
    )  # fmt: skip
    assert made["filter"]["or"][0] == GERMANS["or"][0]
    assert made["filter"]["status"] == ["ACTIVE", "UNVERIFIED"]
    assert (made["isOwn"], made["isShared"], made["isDefault"], made["mayChange"]) == (True, False, False, True)
    query = "query($filter: ClientFilter) { clients(filter: $filter) { totalCount } }"
    assert await data(query, {"filter": made["filter"]}, by=by) == {"clients": {"totalCount": 0}}


async def test_a_private_view_is_nobody_elses_and_a_shared_one_is_everybodys():
    by, other = await ada(), await grace()
    private, shared = await add(by, "Mine"), await add(by, "Ours", isShared=True)

    assert [(view["name"], view["isOwn"], view["mayChange"]) for view in await listed(other)] == [
        ("Ours", False, False)
    ]
    for view in (private, shared):
        assert (await update(other, view, name="Theirs"))["__typename"] == "NotFound"
        assert (await data(REMOVED, {"id": view["id"]}, by=other))["removeClientView"]["__typename"] == "NotFound"
    assert (await data(CHOSEN, {"id": private["id"]}, by=other))["chooseClientView"]["__typename"] == "NotFound"


async def test_sharing_needs_a_permission_which_also_lets_one_look_after_others_shared_views():
    by, reader, support = await ada(), await grace(), await grace("Support")
    shared = await add(by, "Ours", isShared=True)

    assert faults(await add(reader, "Theirs", isShared=True)) == [("isShared", "NOT_PERMITTED")]
    assert (await update(support, shared, name="Everybody's"))["name"] == "Everybody's"
    assert (await data(REMOVED, {"id": shared["id"]}, by=support))["removeClientView"]["__typename"] == (
        "RemovedClientView"
    )
    assert await names(by) == []
    assert [event.action for event in await Event.all().order_by("at", "id")] == [
        "view.shared", "view.updated", "view.removed",
    ]  # fmt: skip


async def test_what_is_left_out_of_a_change_stays():
    by = await ada()
    view = await add(by, filter=GERMANS, columns=["status"])

    await update(by, view, name="All of them")
    await update(by, view, orderBy={"field": "NUMBER", "direction": "DESC"})
    changed = await update(by, view, filter=None, isShared=True)

    assert (changed["name"], changed["columns"], changed["filter"], changed["isShared"]) == (
        "All of them", ["status"], {}, True,
    )  # fmt: skip
    assert changed["orderBy"] == {"field": "NUMBER", "direction": "DESC"}


async def test_all_that_is_wrong_is_said_at_once():
    by = await ada()
    unknown = {"customField": [{"key": "shoe", "isEmpty": False}]}

    wrong = await add(by, " ", filter=unknown, columns=["status", "a b", "status"])
    await add(by, "Öfter")
    taken = await add(by, "öfter")
    renamed = await update(by, await add(by, "Seldom"), name="OFTER")

    assert faults(wrong) == [
        ("name", "REQUIRED"), ("filter.customField", "GONE"), ("columns.1", "MALFORMED"), ("columns.2", "TWICE"),
    ]  # fmt: skip
    assert faults(taken) == faults(renamed) == [("name", "NAME_TAKEN")]


async def test_a_view_that_names_what_is_gone_still_loads_and_says_so():
    by = await ada()
    view = await add(by, filter={"allowLogin": True}, columns=["status", "cf.shoe"])
    old = {"allowLogin": True, "mood": ["SUNNY"], "customField": [{"key": "shoe", "isEmpty": False}]}
    await ClientView.filter(id=view["id"]).update(conditions=old, order_by={"field": "SHOE", "direction": "ASC"})

    found = (await listed(by))[0]

    assert found["filter"] == {"allowLogin": True}
    assert found["orderBy"] == {"field": "CREATED_AT", "direction": "DESC"}
    assert {".".join(one["path"]) for one in found["gone"]} == {"mood", "customField", "columns.shoe", "orderBy"}


async def test_a_shared_view_of_deleted_clients_opens_without_them_for_who_may_not_see_them():
    by, other = await ada(), await grace("Marketing")
    await add(by, filter={"status": ["DELETED"], "verified": True}, isShared=True)

    assert (await listed(by))[0]["gone"] == []
    found = (await listed(other))[0]
    assert (found["filter"], [one["path"] for one in found["gone"]]) == ({"verified": True}, [["status"]])


async def test_a_shared_view_opens_without_what_its_reader_may_not_know():
    by, reader = await ada(), await grace("Marketing")
    asked = {"or": [{"hasBalanceDue": True}, {"country": ["DE"]}], "firstName": {"eq": "Ada"}}
    order = {"field": "BALANCE_DUE", "direction": "ASC"}
    await add(by, "Owing", filter=asked, orderBy=order, isShared=True)

    (own,), (seen,) = await listed(by), await listed(reader)

    assert (own["filter"], own["orderBy"], own["gone"]) == (asked, order, [])
    assert seen["filter"] == {"or": [{"country": ["DE"]}], "firstName": {"eq": "Ada"}}
    assert seen["orderBy"] == {"field": "CREATED_AT", "direction": "DESC"}
    assert [one["path"] for one in seen["gone"]] == [["or", "0", "hasBalanceDue"], ["orderBy"]]
    listing = "query($f: ClientFilter, $o: ClientOrder) { clients(filter: $f, orderBy: $o) { totalCount } }"
    assert await data(listing, {"f": seen["filter"], "o": seen["orderBy"]}, by=reader) == {"clients": {"totalCount": 0}}


async def test_a_list_opens_with_one_view_at_most_for_each_person():
    by, other = await ada(), await grace()
    views = [await add(by, name, isShared=True) for name in ("One", "Two")]

    for view in views:
        await data(CHOSEN, {"id": view["id"]}, by=by)
    await data(CHOSEN, {"id": views[0]["id"]}, by=other)

    assert [(view["name"], view["isDefault"]) for view in await listed(by)] == [("One", False), ("Two", True)]
    assert [(view["name"], view["isDefault"]) for view in await listed(other)] == [("One", True), ("Two", False)]
    await data(CHOSEN, {"id": None}, by=by)
    assert not any(view["isDefault"] for view in await listed(by))


async def test_of_many_who_choose_at_once_one_choice_stands():
    by = await ada()
    views = [await add(by, f"View {place}") for place in range(6)]

    await asyncio.gather(*(data(CHOSEN, {"id": view["id"]}, by=by) for view in views))

    assert await ClientViewPlace.filter(is_default=True).count() == 1


async def test_a_view_that_is_no_longer_shared_leaves_the_others():
    by, other = await ada(), await grace()
    view = await add(by, isShared=True)
    for each in (by, other):
        await data(CHOSEN, {"id": view["id"]}, by=each)

    await update(by, view, isShared=False)

    assert await names(other) == []
    assert (await listed(by))[0]["isDefault"]
    assert await ClientViewPlace.all().count() == 1


async def test_everyone_has_an_order_of_their_own_and_new_views_follow_by_name():
    by, other = await ada(), await grace()
    views = {name: await add(by, name, isShared=True) for name in ("Alpha", "Beta", "Gamma")}
    await add(other, "Own")

    await data(ORDERED, {"ids": [views["Gamma"]["id"], "nonsense", views["Alpha"]["id"]]}, by=by)

    assert await names(by) == ["Gamma", "Alpha", "Beta"]
    assert await names(other) == ["Own", "Alpha", "Beta", "Gamma"]


async def test_views_end_somewhere(monkeypatch):
    monkeypatch.setattr("atrium.clients.views.actions.MOST_VIEWS", 2)
    by = await ada()
    await add(by, "One")
    await add(by, "Two")

    assert [one["code"] for one in (await add(by, "Three"))["blockers"]] == ["TOO_MANY"]


async def test_a_program_sees_shared_views_and_keeps_none():
    person = await a_staff()
    by = await a_principal(person)
    await add(by, "Mine")
    await add(by, "Ours", isShared=True)
    _, headers = await a_token(person, "client.read")
    program = await authenticate(headers, Door.STAFF, "192.0.2.1")

    assert await names(program) == ["Ours"]
    answer = await ask(ADDED, {"input": {"name": "Its"}}, by=program)
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_views_cost_three_statements_however_many_they_are():
    by = await ada()
    for name in ("One", "Two", "Three"):
        await add(by, name)
        await ClientView.filter(name=name).update(conditions={"customField": [{"key": "shoe", "isEmpty": True}]})

    async with counted() as statements:
        await listed(by)

    assert len(statements) == 3


async def test_who_may_not_see_clients_has_no_views_either():
    await StaffGroup.create(name="Desk", permissions=["token.manage"])
    by = await a_principal(await a_staff(group="Desk"))

    assert (await ask(LISTED, by=by))["errors"][0]["extensions"]["code"] == "FORBIDDEN"

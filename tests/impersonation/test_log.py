"""Who was in whose account: staff with the permission see all of it, a client the own part, and nobody the secrets."""

from __future__ import annotations

from atrium.principal import ActorKind, Door, Principal
from tests.access.given import a_staff
from tests.clients.signing_in_given import a_shopper
from tests.graph.asking import ask, data, staff
from tests.impersonation.given import WHY, a_tab, a_ticket

LOG = """query($isLive: Boolean, $clientId: ID) { impersonations(isLive: $isLive, clientId: $clientId) {
  totalCount nodes { staffName mode reason client { displayName } startedAt expiresAt endedAt openedAt isLive } } }"""
OWN = "{ viewer { client { impersonations { totalCount nodes { staffName mode startedAt endedAt isLive } } } } }"


async def test_staff_see_who_is_or_was_in_whose_account_newest_first():
    ada, grace = await a_shopper("ada@example.org"), await a_shopper("grace@example.org", first_name="Grace")
    await a_tab(ada, staff=await a_staff("Sam Support"))
    await a_tab(grace, "VIEW", await a_staff("Zoë"))

    every = (await data(LOG))["impersonations"]
    of_ada = (await data(LOG, {"clientId": str(ada.id), "isLive": True}))["impersonations"]
    of_none = (await data(LOG, {"clientId": "x"}))["impersonations"]

    assert [(one["staffName"], one["client"]["displayName"], one["mode"]) for one in every["nodes"]] == [
        ("Zoë", "Grace", "VIEW"), ("Sam Support", "Ada", "FULL"),
    ]  # fmt: skip
    assert [(one["staffName"], one["reason"], one["isLive"]) for one in of_ada["nodes"]] == [("Sam Support", WHY, True)]
    assert of_none["totalCount"] == 0


async def test_without_the_permission_the_log_is_closed_and_of_a_deleted_client_it_tells_only_who_may_know():
    tab = await a_tab()

    refused = await ask(LOG, by=staff("client.read"))
    await type(tab.client).filter(id=tab.client.id).update(deleted_at=tab.client.created_at)
    hidden = await data(LOG, by=staff("client.read", "client.impersonate"))

    assert refused["errors"][0]["extensions"]["needs"] == ["client.impersonate"]
    assert hidden["impersonations"] == {"totalCount": 0, "nodes": []}
    assert (await data(LOG))["impersonations"]["totalCount"] == 1


async def test_a_client_sees_that_staff_was_in_the_account_and_when_but_not_why():
    client, other = await a_shopper(), await a_shopper()
    await a_tab(client, "VIEW", await a_staff("Sam Support"))
    await a_ticket(client)
    await a_tab(other)
    who = Principal(ActorKind.CLIENT, client.id, "Ada", door=Door.STORE)

    told = (await data(OWN, by=who))["viewer"]["client"]["impersonations"]
    why = await ask(OWN.replace("staffName", "reason"), by=who)

    assert told["totalCount"] == 1
    assert (told["nodes"][0]["staffName"], told["nodes"][0]["mode"]) == ("Sam Support", "VIEW")
    assert why["errors"][0]["extensions"]["code"] == "FORBIDDEN"

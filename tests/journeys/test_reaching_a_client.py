"""A program keeps a client's contacts through GraphQL, and is told in one piece whatever speaks against it."""

from __future__ import annotations

from atrium.settings import Settings
from tests.access.given import a_staff
from tests.journeys.callers import a_browser, a_storefront
from tests.journeys.test_adding_a_client import ADA, PASSWORD, delivered, link_in

REFUSED = (
    "... on Error { code message } ... on InvalidInput { fields { path code } } ... on StaleVersion { currentVersion }"
)
ADD_EMAIL = f"""mutation($input: AddClientEmailInput!, $key: String) {{
  addClientEmail(input: $input, idempotencyKey: $key) {{
    __typename ... on ClientEmail {{ id address isDefault verifiedAt }} {REFUSED}
  }}
}}"""
ADD_ADDRESS = f"""mutation($input: AddClientAddressInput!) {{
  addClientAddress(input: $input) {{ __typename ... on ClientAddress {{ id country isDefault }} {REFUSED} }}
}}"""
UPDATE_EMAIL = f"""mutation($input: UpdateClientEmailInput!) {{
  updateClientEmail(input: $input) {{ __typename ... on ClientEmail {{ id address }} {REFUSED} }}
}}"""
REMOVE_EMAIL = f"""mutation($input: RemoveClientContactInput!) {{
  removeClientEmail(input: $input) {{
    __typename ... on Client {{ loginEmail emails {{ address isDefault }} }}
    ... on Blocked {{ blockers {{ code }} }} {REFUSED}
  }}
}}"""
SHOWN = """query($id: ID!) { client(id: $id) {
  version loginEmail loginChange { email { address } } emails { id address isDefault }
  timeline(first: 20) { nodes { action } } emailHistory(first: 20) { nodes { to subject } }
} }"""


async def test_from_a_second_address_to_another_login(settings: Settings):
    async with a_browser(settings) as sam, a_storefront(settings) as ada:
        await sam.sign_in(await a_staff("Sam Staff"))
        client = {"clientId": (await sam.ask("AddClient", {"input": ADA}))["id"]}
        token = link_in(await delivered())[1]["token"][0]
        await ada.ask("VerifyEmail", {"token": token, "password": PASSWORD})

        second = {**client, "address": "Ada.King@Example.org", "makeDefault": True}
        added = await sam.ask(ADD_EMAIL, {"input": second, "key": "once"})
        again = await sam.ask(ADD_EMAIL, {"input": second, "key": "once"})
        faulty = {**client, "address": {"line1": "1 High Street", "city": "", "country": "GB", "postcode": "1"}}
        refused = await sam.ask(ADD_ADDRESS, {"input": faulty})
        (login,) = [
            one
            for one in (await sam.ask(SHOWN, {"id": client["clientId"]}))["emails"]
            if one["address"] == ADA["email"]
        ]
        blocked = await sam.ask(REMOVE_EMAIL, {"input": {"id": login["id"]}})
        stale = await sam.ask(UPDATE_EMAIL, {"input": {"id": login["id"], "label": "x", "version": 1}})
        moved = await sam.ask(UPDATE_EMAIL, {"input": {"id": login["id"], "address": "augusta@example.org"}})
        waiting = await sam.ask(SHOWN, {"id": client["clientId"]})

    assert (added["__typename"], added["address"], added["isDefault"]) == ("ClientEmail", "Ada.King@example.org", True)
    assert again == added
    assert {(*fault["path"], fault["code"]) for fault in refused["fields"]} == {
        ("address", "city", "REQUIRED"), ("address", "postcode", "MALFORMED"),
    }  # fmt: skip
    assert [why["code"] for why in blocked["blockers"]] == ["LOGIN_EMAIL"]
    assert (stale["__typename"], stale["currentVersion"]) == ("StaleVersion", waiting["version"] - 2)
    assert moved["address"] == "augusta@example.org"
    assert (waiting["loginEmail"], waiting["loginChange"]) == (
        "ada@example.org", {"email": {"address": "augusta@example.org"}},
    )  # fmt: skip
    assert {one["to"] for one in waiting["emailHistory"]["nodes"]} == {"ada@example.org", "augusta@example.org"}
    told = {one["action"] for one in waiting["timeline"]["nodes"]}
    assert {"client.email_added", "client.login_change_asked", "client.verification_sent"} <= told

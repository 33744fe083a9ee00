"""A program gets a token, does what it may, follows what happens, and is shut out."""

from __future__ import annotations

from atrium.events import feed
from atrium.settings import Settings
from tests.access.given import a_staff
from tests.given import a_client
from tests.journeys.callers import a_browser, a_program

CREATED = """mutation($input: CreateApiTokenInput!) {
  createApiToken(input: $input) { __typename ... on CreatedApiToken { secret token { id name scopes revokedAt } }
    ... on InvalidInput { fields { path code } } } }"""
REVOKED = "mutation($id: ID!) { revokeApiToken(id: $id) }"
LISTED = "{ clients { totalCount nodes { displayName } } }"
ADDED = 'mutation { addClient(input: {firstName: "Bob", allowLogin: false}) { __typename ... on Client { origin } } }'
FOLLOWED = "query($after: String) { events(first: 1, after: $after) { nodes { action } pageInfo { endCursor } } }"


def code_of(answer: dict) -> str:
    return answer["errors"][0]["extensions"]["code"]


async def test_a_token_does_what_its_scopes_say_until_it_is_revoked(settings: Settings):
    await a_client("Ada")
    async with a_browser(settings) as sam:
        await sam.sign_in(await a_staff("Sam Staff"))
        made = await sam.ask(CREATED, {"input": {"name": "Warehouse", "scopes": ["client.read"]}})
        async with a_program(settings, made["secret"]) as warehouse:
            who = await warehouse.ask("{ viewer { permissions staff { id } token { name } } }")
            listed = await warehouse.ask(LISTED)
            forbidden = await warehouse.answer(ADDED)
            is_revoked = await sam.ask(REVOKED, {"id": made["token"]["id"]})
            shut_out = await warehouse.answer(LISTED)

    assert made["token"] == {
        "id": made["token"]["id"],
        "name": "Warehouse",
        "scopes": ["client.read"],
        "revokedAt": None,
    }
    assert who == {"permissions": ["client.read"], "staff": None, "token": {"name": "Warehouse"}}
    assert listed == {"totalCount": 1, "nodes": [{"displayName": "Ada"}]}
    assert (code_of(forbidden), forbidden["errors"][0]["extensions"]["needs"]) == ("FORBIDDEN", ["client.create"])
    assert is_revoked
    assert code_of(shut_out) == "UNAUTHENTICATED"


async def test_what_a_program_adds_is_known_to_come_from_a_program(settings: Settings):
    async with a_browser(settings) as sam:
        await sam.sign_in(await a_staff())
        made = await sam.ask(CREATED, {"input": {"name": "Shop", "scopes": ["client.read", "client.create"]}})

        async with a_program(settings, made["secret"]) as shop:
            added = await shop.ask(ADDED)

    assert added == {"__typename": "Client", "origin": "API"}


async def test_a_token_makes_no_tokens_and_gets_no_scope_that_its_owner_lacks(settings: Settings):
    async with a_browser(settings) as sam:
        await sam.sign_in(await a_staff(group="Administrator"))
        made = await sam.ask(CREATED, {"input": {"name": "All", "scopes": ["client.read", "token.manage"]}})
        wrong = await sam.ask(CREATED, {"input": {"name": "", "scopes": ["client.fly"]}})

        async with a_program(settings, made["secret"]) as program:
            again = await program.answer(CREATED, {"input": {"name": "More", "scopes": ["client.read"]}})

    assert sorted(fault["path"][0] for fault in wrong["fields"]) == ["name", "scopes"]
    assert code_of(again) == "FORBIDDEN"


async def test_a_token_is_nobody_at_the_stores_door(settings: Settings):
    async with a_browser(settings) as sam:
        await sam.sign_in(await a_staff())
        made = await sam.ask(CREATED, {"input": {"name": "Shop", "scopes": ["client.read"]}})

        async with a_program(settings, made["secret"], door="/store/graphql") as shop:
            answer = await shop.answer(LISTED)

    assert code_of(answer) == "UNAUTHENTICATED"


async def test_who_follows_the_events_misses_none(settings: Settings):
    for name in ("Ada", "Bob"):
        await a_client(name)
    await feed.place_new()
    async with a_browser(settings) as sam:
        await sam.sign_in(await a_staff())
        made = await sam.ask(CREATED, {"input": {"name": "Follower", "scopes": ["event.read"]}})
        actions, after = [], None
        async with a_program(settings, made["secret"]) as follower:
            while page := await follower.ask(FOLLOWED, {"after": after}):
                if not page["nodes"]:
                    break
                actions += [node["action"] for node in page["nodes"]]
                after = page["pageInfo"]["endCursor"]

    assert actions == ["client.added", "client.added"]


async def test_signing_out_ends_the_session_at_once(settings: Settings):
    async with a_browser(settings) as sam:
        await sam.sign_in(await a_staff())
        kept = dict(sam.http.cookies)

        signed_out = await sam.ask("SignOut")
        sam.http.cookies.update(kept)
        answer = await sam.answer(LISTED)

    assert signed_out
    assert code_of(answer) == "UNAUTHENTICATED"

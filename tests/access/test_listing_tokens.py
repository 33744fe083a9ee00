"""API tokens as their owners and administrators see them."""

from __future__ import annotations

from datetime import timedelta

from atrium.access import actions
from atrium.access.authentication import authenticate
from atrium.access.models import ApiToken
from atrium.columns import now
from atrium.principal import Door
from tests.access.given import ADDRESS, a_principal, a_staff, a_token
from tests.graph.asking import ask, data, staff

LISTED = """query($live: Boolean) { apiTokens(isLive: $live) {
  totalCount nodes { id name scopes owner { name email } createdAt expiresAt lastUsedAt revokedAt } } }"""


async def test_who_manages_staff_sees_everybodys_tokens_newest_first():
    ada, grace = await a_staff("Ada"), await a_staff("Grace")
    for person in (ada, grace):
        await a_token(person)

    nodes = (await data(LISTED, by=await a_principal(ada)))["apiTokens"]["nodes"]

    assert [node["owner"]["name"] for node in nodes] == ["Grace", "Ada"]
    assert all(node["scopes"] == ["client.read"] and node["revokedAt"] is None for node in nodes)


async def test_others_see_their_own_tokens_and_a_token_those_of_its_owner():
    ada, grace = await a_staff("Ada"), await a_staff("Grace")
    await a_token(ada)
    mine, headers = await a_token(grace, "token.manage")
    program = await authenticate(headers, Door.STAFF, ADDRESS)

    for who in (staff("token.manage"), program):
        person = who if who is program else who.__class__(who.kind, grace.id, "Grace", who.permissions)
        nodes = (await data(LISTED, by=person))["apiTokens"]["nodes"]
        assert [node["id"] for node in nodes] == [str(mine.id)]


async def test_live_tokens_are_those_neither_revoked_nor_expired():
    ada = await a_staff()
    by = await a_principal(ada)
    live, revoked, expired = [(await a_token(ada))[0] for _ in range(3)]
    await actions.revoke_token(revoked.id, by)
    await ApiToken.filter(id=expired.id).update(expires_at=now() - timedelta(days=1))

    found = [(await data(LISTED, {"live": wanted}, by=by))["apiTokens"]["nodes"] for wanted in (True, False)]

    assert [[node["id"] for node in nodes] for nodes in found] == [[str(live.id)], [str(expired.id), str(revoked.id)]]


async def test_no_secret_is_in_any_field_of_a_token():
    answer = await ask("{ apiTokens { nodes { secret } } }")

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"

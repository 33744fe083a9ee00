"""Who acts in a client's account may do there what is declared so, in the mode that says so; nothing else."""

from __future__ import annotations

from uuid import uuid4

import pytest

from atrium.events.actions import record
from atrium.events.models import Event
from atrium.graph.fields import MUTATIONS
from atrium.graph.permits import AS_CLIENT
from atrium.principal import Actor, ActorKind, Door, Impersonating, Principal
from atrium.schema import engine
from tests.given import a_client
from tests.graph.asking import ask

STAFF = Actor(ActorKind.STAFF_AS_CLIENT, uuid4(), "Sam Support")
MODES = ("VIEW", "ORDER", "FULL")


def acting(mode: str, client_id: object = None) -> Principal:
    key = client_id or uuid4()
    return Principal(
        ActorKind.STAFF_AS_CLIENT, key, "Ada", door=Door.STORE, impersonating=Impersonating(uuid4(), mode, STAFF)
    )


def test_a_mutation_is_for_the_client_in_person_unless_it_says_otherwise():
    engine()

    assert set(MUTATIONS) <= set(AS_CLIENT)
    assert all(modes <= set(MODES) for modes in AS_CLIENT.values())


@pytest.mark.parametrize("mode", MODES)
async def test_what_is_not_declared_is_refused_to_who_acts_in_the_account(mode):
    answer = await ask("mutation { clientSignOut }", by=acting(mode))

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN"
    assert "the client in person" in error["message"]


async def test_who_is_in_the_wrong_mode_is_told_so():
    answer = await ask(
        "mutation { attachGuestOrders { __typename } reopenTicket(input: {id: 1}) { __typename } }", by=acting("VIEW")
    )

    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN"
    assert "Needed: another mode of impersonation, the client in person." in error["message"]


async def test_both_are_written_down():
    client = await a_client("Ada", "ada@example.org")

    await record("client.updated", acting("FULL", client.id), client.id)

    event = await Event.get(action="client.updated")
    assert (event.actor_kind, event.actor_id, event.actor_name) == (STAFF.kind, STAFF.id, "Sam Support")
    assert (event.behalf_kind, event.behalf_id, event.behalf_name) == (ActorKind.CLIENT, client.id, "Ada")

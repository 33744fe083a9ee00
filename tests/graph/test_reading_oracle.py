"""The compiler and the plain executor answer the same JSON, for whatever may be asked, on either database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from atrium.access.permissions import PERMISSIONS
from atrium.columns import as_of
from atrium.graph.fields import ROOTS as COMPILED
from atrium.graph.permits import NEEDS
from atrium.principal import ActorKind, Principal
from tests.graph.asking import ask
from tests.graph.oracle import Oracle
from tests.graph.oracle_chance import TODAY
from tests.graph.oracle_documents import queries
from tests.graph.oracle_population import populate
from tests.graph.oracle_roots import ROOTS
from tests.graph.oracle_store import Store
from tests.graph.oracle_values import Pool, filters
from tests.graph.oracle_walk import places

# Each test fills the store once; its examples only read, so they may share it.
SHARED = settings(suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
MOMENT = TODAY + timedelta(hours=1)

READING = frozenset(NEEDS[place.path[-1]] for place in places("query")).intersection(PERMISSIONS)
FURTHER = sorted(set(PERMISSIONS) - READING)  # they show in what is answered, and nothing is refused without them
ALL = frozenset(PERMISSIONS)


@pytest.fixture(params=[1, 2, 3])
async def stored(request: pytest.FixtureRequest, empty: None) -> tuple[Pool, list[Principal]]:
    staff_id, token_id = await populate(request.param)
    staff = Principal(ActorKind.STAFF, staff_id, "Sam", READING)
    return Pool(await Store.load()), [staff, replace(staff, kind=ActorKind.TOKEN, id=token_id)]


async def both(store: Store, who: Principal, query: str, variables: dict[str, Any]) -> tuple[Any, Any]:
    """What the engine answers, and what the oracle does."""
    with as_of(MOMENT):
        answer = await ask(query, variables, by=who)
        errors = answer.get("errors", [])
        assume(not any(error["extensions"]["code"] in rightly_refused(who) for error in errors))
        assert not errors, errors
        return answer["data"], await Oracle(store, who).answer(query, variables)


def rightly_refused(who: Principal) -> set[str]:
    """What is too costly; and a list of deleted clients, where they may not be seen."""
    return {"TOO_COSTLY"} if who.may("client.read_deleted") else {"TOO_COSTLY", "FORBIDDEN"}


@SHARED
@given(st.data())
async def test_any_query_is_answered_as_one_row_one_field_one_query_at_a_time_would(stored, data):
    pool, callers = stored
    further = data.draw(st.frozensets(st.sampled_from(FURTHER)))
    caller = replace(data.draw(st.sampled_from(callers)), permissions=READING | further)
    query, variables = data.draw(queries(pool))

    compiled, plain = await both(pool.store, caller, query, variables)

    assert compiled == plain


def test_the_oracle_knows_every_compiled_root():
    assert set(COMPILED) == set(ROOTS)


LISTED = """query($filter: ClientFilter) {
  clients(filter: $filter, first: 250, orderBy: {field: NUMBER, direction: ASC}) { totalCount nodes { number } }
}"""


@SHARED
@given(st.data())
async def test_any_filter_finds_exactly_the_clients_that_it_describes(stored, data):
    pool, (caller, _) = stored
    wanted = data.draw(filters(pool))

    compiled, plain = await both(pool.store, replace(caller, permissions=ALL), LISTED, {"filter": wanted})

    assert compiled == plain

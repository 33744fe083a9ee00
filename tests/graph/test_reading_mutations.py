"""What a mutation answers, success or refusal, is selected like anything else: the oracle reads the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from atrium.custom_fields.models import CustomField
from atrium.principal import Principal
from tests.given import a_client
from tests.graph.asking import ask, staff
from tests.graph.oracle import Oracle, schema
from tests.graph.oracle_chance import Chance
from tests.graph.oracle_documents import Document
from tests.graph.oracle_population import populate
from tests.graph.oracle_store import Store
from tests.graph.oracle_values import STRANGER, Pool
from tests.graph.test_reading_oracle import SHARED

ERROR = {
    "NotFound": {"code": "NOT_FOUND", "message": "There is no such record, or you may not see it."},
    "InvalidInput": {"code": "INVALID_INPUT", "message": "Some of what was given needs to be corrected."},
    "EmailTaken": {"code": "EMAIL_TAKEN", "message": "This address is already the login of another client."},
    "StaleVersion": {
        "code": "STALE_VERSION",
        "message": "Somebody else has changed this record since you opened it. Load it again and compare.",
    },
}
NO_SUCH_CURRENCY = {
    "path": ["currency"],
    "code": "UNKNOWN_CURRENCY",
    "message": "There is no such currency. Give its code (ISO 4217), like EUR.",
}


@dataclass(frozen=True)
class Act:
    """A mutation, its input, and what it must answer. With a key it may be asked again and is done once."""

    name: str
    input: dict[str, Any]
    answers: str
    more: dict[str, Any] = field(default_factory=dict)
    key: str = ""
    union: str = ""

    @property
    def result(self) -> str:
        return self.union or f"{self.type_name}Result"

    @property
    def type_name(self) -> str:
        return f"{self.name[0].upper()}{self.name[1:]}"

    def asked(self, selection: str, *declarations: str) -> str:
        key = f', idempotencyKey: "{self.key}"' if self.key else ""
        header = ", ".join([*declarations, f"$input: {self.type_name}Input!"])
        return f"mutation Asked({header}) {{ done: {self.name}(input: $input{key}) {{ {selection} }} }}"


@dataclass(frozen=True)
class Prepared:
    """A store in which every act has been done once, and what the oracle is to read from for each."""

    pool: Pool
    who: Principal
    outcomes: list[tuple[Act, Any]]


async def acts() -> list[Act]:
    """One of each answer, about two clients made for it."""
    one, other = await a_client("Ada", "ada@example.com"), await a_client("Bob", "bob@example.com", notify=False)
    key, bobs = {"clientId": str(one.id)}, {"id": str(other.id), "version": 1}
    return [
        Act("setAllowLogin", {**key, "allowLogin": False}, "Client"),
        Act("setAllowLogin", {"clientId": STRANGER, "allowLogin": True}, "NotFound"),
        Act("updateClient", {**bobs, "tags": ["VIP", "ä"]}, "Client", key="update"),
        Act("updateClient", {**bobs, "lastName": "x"}, "StaleVersion", {"currentVersion": 2}),
        Act("updateClient", {**bobs, "currency": "XXQ"}, "InvalidInput", {"fields": [NO_SUCH_CURRENCY]}),
        Act("addClient", {"firstName": "Zoë", "email": "zoe@example.com"}, "Client", key="add"),
        Act("addClient", {"firstName": "B", "email": "BOB@example.com"}, "EmailTaken", {"email": "BOB@example.com"}),
        Act("resendVerification", {"clientId": str(other.id)}, "EmailMessage", key="resend"),
        Act(
            "addClientPhone", {**key, "number": "+49 30 123456"}, "ClientPhone", key="phone", union="ClientPhoneResult"
        ),
        Act("addClientPhone", {"clientId": STRANGER, "number": "1"}, "NotFound", union="ClientPhoneResult"),
    ]


async def outcome(act: Act, who: Principal) -> tuple[Act, Any]:
    """Do it. Of a success only the key is kept, so that the oracle reads everything itself."""
    if act.answers in ERROR:
        return act, {"__typename": act.answers, **ERROR[act.answers], **act.more}
    answer = await ask(act.asked(f"... on {act.answers} {{ id }}"), {"input": act.input}, by=who)
    return act, answer["data"]["done"]["id"]


@pytest.fixture
async def prepared(empty: None) -> Prepared:
    await populate(4, clients=12)
    await CustomField.all().update(required=False)  # or nobody could be added here without a value in each
    who = staff()
    outcomes = [await outcome(act, who) for act in await acts()]
    return Prepared(Pool(await Store.load()), who, outcomes)


@st.composite
def documents(draw: Any, pool: Pool, result: str) -> Document:
    """A document whose fragment Whole selects on a mutation's result."""
    document = Document(Chance(draw), pool)
    document.fragments["Whole"] = (result, document.selection(schema().type_map[result], 3))
    return document


@SHARED
@given(st.data())
async def test_any_selection_on_a_result_is_answered_as_the_oracle_would(prepared, data):
    store = prepared.pool.store
    act, found = data.draw(st.sampled_from(prepared.outcomes))
    document = data.draw(documents(prepared.pool, act.result))
    query = act.asked("...Whole", *document.declarations) + document.fragment_text
    variables = {**document.variables, "input": act.input}

    answer = await ask(query, variables, by=prepared.who)
    outcome = found if isinstance(found, dict) else store.get(act.answers, found)
    plain = await Oracle(store, prepared.who, {"done": outcome}).answer(query, variables)

    assume([error["extensions"]["code"] for error in answer.get("errors", [])] != ["TOO_COSTLY"])
    assert answer == {"data": plain}

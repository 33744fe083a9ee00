"""The same key answers the same, for 24 hours."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from pydantic import BaseModel

from atrium.columns import as_of, now
from atrium.database import tx
from atrium.errors import IdempotencyConflict, InvalidInput
from atrium.preferences.idempotency import caller_of, claim, forget_old, hash_of, settle
from atrium.preferences.models import IdempotencyKey
from atrium.principal import Door, nobody
from tests.given import STAFF, TOKEN


class Given(BaseModel):
    name: str | None = None
    size: int = 1


async def claimed(
    key: str | None, name: str = "a", *, operation: str = "act", result: UUID | None = None
) -> UUID | None:
    async with tx():
        return await claim(key, STAFF, operation, Given(name=name), result or uuid4())


async def test_the_first_goes_ahead_and_the_second_gets_its_answer():
    result = uuid4()

    assert await claimed("k", result=result) is None
    assert await claimed("k") == result


async def test_without_a_key_everybody_goes_ahead():
    assert await claimed(None) is None
    assert await claimed(None) is None
    assert not await IdempotencyKey.exists()


async def test_an_act_may_settle_its_answer_later():
    result = uuid4()
    async with tx():
        assert await claim("k", STAFF, "act", Given(name="a")) is None
        await settle("k", STAFF, result)

    assert await claimed("k") == result


async def test_another_input_or_another_act_is_a_conflict():
    await claimed("k")

    with pytest.raises(IdempotencyConflict):
        await claimed("k", "b")
    with pytest.raises(IdempotencyConflict):
        await claimed("k", operation="another")


async def test_after_a_day_a_key_is_free_again():
    with as_of(now() - timedelta(hours=24, seconds=1)):
        await claimed("k")

    assert await claimed("k", "b") is None


async def test_keys_are_forgotten_after_a_day():
    with as_of(now() - timedelta(hours=25)):
        await claimed("old")
    await claimed("new")

    assert await forget_old() == 1
    assert [row.key for row in await IdempotencyKey.all()] == ["new"]


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "a\x00", "\ud800"])
async def test_a_key_that_is_no_key_is_refused(key: str):
    with pytest.raises(InvalidInput) as refused:
        await claimed(key)

    assert [fault.path for fault in refused.value.faults] == [("idempotencyKey",)]


def test_absent_and_null_are_different_inputs():
    assert hash_of(Given()) != hash_of(Given(name=None))
    assert hash_of(Given(name="\ud800")) == hash_of(Given(name="\ud800"))


def test_callers_have_keys_of_their_own():
    callers = {caller_of(by) for by in (STAFF, TOKEN, nobody(Door.STORE, "192.0.2.1"), nobody(Door.STORE, "192.0.2.2"))}

    assert len(callers) == 4

"""A sealed secret opens with its key, for its mail, unaltered, and not otherwise."""

from __future__ import annotations

import pytest

from atrium.columns import new_id
from atrium.mail.sealing import SealBroken, seal, unseal

KEY, OTHER_KEY = b"k" * 32, b"o" * 32


def test_a_secret_comes_back_as_it_was():
    message_id = new_id()

    sealed = seal("a-secret", key=KEY, message_id=message_id)

    assert unseal(sealed, key=KEY, message_id=message_id) == "a-secret"
    assert "a-secret" not in sealed


def test_the_same_secret_never_looks_the_same():
    message_id = new_id()

    assert seal("a-secret", key=KEY, message_id=message_id) != seal("a-secret", key=KEY, message_id=message_id)


def test_another_key_another_mail_or_another_text_opens_nothing():
    message_id = new_id()
    sealed = seal("a-secret", key=KEY, message_id=message_id)

    for attempt in (
        {"sealed": sealed, "key": OTHER_KEY, "message_id": message_id},
        {"sealed": sealed, "key": KEY, "message_id": new_id()},
        {"sealed": sealed[:-4] + "AAA=", "key": KEY, "message_id": message_id},
        {"sealed": sealed[2:], "key": KEY, "message_id": message_id},
        {"sealed": "1.x", "key": KEY, "message_id": message_id},
    ):
        with pytest.raises(SealBroken):
            unseal(**attempt)

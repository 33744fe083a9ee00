"""A sealed secret opens with its key, for its purpose and owner, unaltered, and not otherwise."""

from __future__ import annotations

import pytest

from atrium.columns import new_id
from atrium.sealing import SealBroken, seal, unseal

KEY, OTHER_KEY = b"k" * 32, b"o" * 32


def test_a_secret_comes_back_as_it_was():
    owner = new_id()

    sealed = seal("a-secret", key=KEY, purpose="mail", owner=owner)

    assert unseal(sealed, key=KEY, purpose="mail", owner=owner) == "a-secret"
    assert "a-secret" not in sealed


def test_the_same_secret_never_looks_the_same():
    owner = new_id()

    assert seal("a-secret", key=KEY, purpose="mail", owner=owner) != seal(
        "a-secret", key=KEY, purpose="mail", owner=owner
    )


def test_another_key_another_owner_or_another_text_opens_nothing():
    owner = new_id()
    sealed = seal("a-secret", key=KEY, purpose="mail", owner=owner)

    for attempt in (
        {"sealed": sealed, "key": OTHER_KEY, "purpose": "mail", "owner": owner},
        {"sealed": sealed, "key": KEY, "purpose": "mail", "owner": new_id()},
        {"sealed": sealed, "key": KEY, "purpose": "totp", "owner": owner},
        {"sealed": sealed[:-4] + "AAA=", "key": KEY, "purpose": "mail", "owner": owner},
        {"sealed": sealed[2:], "key": KEY, "purpose": "mail", "owner": owner},
        {"sealed": "1.x", "key": KEY, "purpose": "mail", "owner": owner},
    ):
        with pytest.raises(SealBroken):
            unseal(**attempt)

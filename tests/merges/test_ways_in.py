"""What a merge has ended stays ended when it is undone: nobody is in an account again by somebody else's undo."""

from __future__ import annotations

import pytest

from atrium.clients.pin.making import live_pin, new_pin
from atrium.clients.signing_in import links
from atrium.contacts.models import VerificationToken
from atrium.database import tx
from atrium.errors import TokenRefused, Unauthenticated
from tests.clients.signing_in_given import a_shopper, a_shoppers_browser, a_shoppers_storefront, is_somebody
from tests.given import the_secret_mailed_to
from tests.impersonation.given import a_family_tab, a_tab, counts
from tests.merges.given import fresh, merged, undone


async def is_in(headers: dict[str, str]) -> bool:
    """Whether who asks with these headers is let in: a token that has ended is told so."""
    try:
        return await is_somebody(headers)
    except Unauthenticated:
        return False


async def test_an_undo_brings_no_session_token_link_pin_or_impersonation_back():
    ada, grace = await a_shopper("ada@example.org"), await a_shopper("grace@example.org")
    ways = [await a_shoppers_browser(ada), await a_shoppers_storefront(ada)]
    tab, family = await a_tab(ada), await a_family_tab()
    async with tx():
        await links.send(ada)
        pin = await new_pin(ada.id, 24)
    secret = await the_secret_mailed_to("ada@example.org")
    assert [await is_in(one) for one in ways] == [True, True]
    assert [await counts(one) for one in (tab, family)] == [True, True]
    assert pin.pin

    for source in (ada, family.child, family.parent):
        await undone(await merged(source, grace))

    assert (await fresh(ada)).status == "ACTIVE"
    assert [await is_in(one) for one in (*ways, family.browser)] == [False] * 3
    assert [await counts(one) for one in (tab, family)] == [False, False]
    assert await live_pin(ada.id) is None
    assert await VerificationToken.filter(client_id=ada.id, used_at=None, superseded_at=None).count() == 0
    with pytest.raises(TokenRefused) as refused:
        await links.look_up(secret)
    assert refused.value.code == "SUPERSEDED"


async def test_who_came_in_with_a_login_that_goes_back_is_out_of_the_survivors_account():
    ada, grace = await a_shopper("ada@example.org"), await a_shopper("grace@example.org")
    merge_id = await merged(ada, grace, loginEmail=ada)
    browser, storefront = await a_shoppers_browser(ada), await a_shoppers_storefront(ada)
    async with tx():
        await new_pin(grace.id, 24)

    await undone(merge_id)

    assert [await is_in(one) for one in (browser, storefront)] == [False, False]
    assert await live_pin(grace.id) is None

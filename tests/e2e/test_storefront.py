"""The README's storefront, as it is pasted: a page of another site, without a cookie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.given import LINK, NEW_PASSWORD, verify
from tests.e2e.house import House
from tests.e2e.test_store import link_mailed_to
from tests.e2e.watching import Watch

README = Path(__file__).resolve().parents[2] / "README.md"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def storefront(house: House, tmp_path: Path) -> Iterator[str]:
    """The page at an origin that the store's door knows."""
    (page,) = re.findall(r"^```html\n(.*?)^```$", README.read_text(), re.MULTILINE | re.DOTALL)
    (tmp_path / "index.html").write_text(page.replace("http://127.0.0.1:8000", house.url))
    server = ThreadingHTTPServer(("127.0.0.1", house.storefront_port), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{house.storefront_port}"
    server.shutdown()
    server.server_close()


def test_a_page_of_another_site_registers_a_client_and_signs_it_in_with_a_token(
    page: Page, storefront: str, house: House, new_context: NewContext, watch: Watch
):
    watch.expect(f"asked a stranger: {house.url}/store/graphql")
    email, context = f"ada.{uuid4().hex[:8]}@example.org", new_context(base_url=storefront, storage_state=None)
    shop = context.new_page()
    shop.goto("/")
    register, sign_in = shop.locator("#register"), shop.locator("#sign-in")

    register.get_by_label("First name").fill("Ada")
    register.get_by_label("Email").fill(email)
    register.get_by_label("Password").fill(NEW_PASSWORD)
    register.get_by_role("button").click()
    expect(shop.get_by_role("status")).to_contain_text("acceptTerms: Please accept the terms.")
    register.get_by_label("I accept the terms").check()
    register.get_by_role("button").click()
    expect(shop.get_by_role("status")).to_contain_text("Please check your mail")
    verify(page, link_mailed_to(page, email, LINK))
    sign_in.get_by_label("Email").fill(email)
    sign_in.get_by_label("Password").fill("not the password")
    sign_in.get_by_role("button").click()
    expect(shop.get_by_role("status")).to_contain_text("Email or password is wrong")
    sign_in.get_by_label("Password").fill(NEW_PASSWORD)
    sign_in.get_by_role("button").click()

    expect(shop.get_by_role("status")).to_contain_text("Signed in as Ada, client")
    assert context.cookies() == []

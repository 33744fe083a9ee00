"""People and programs who speak GraphQL over HTTP, cookies and all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from graphql import OperationType

from atrium.access.models import Staff
from atrium.app import create_app
from atrium.settings import Settings
from tests.access.given import PASSWORD
from tests.budgets.documents import operations
from tests.graph.tiny import client_of

PAGES = operations(OperationType.QUERY) | operations(OperationType.MUTATION)


@dataclass(frozen=True)
class Caller:
    """Someone at a door. Operations may be named as the pages name them."""

    http: httpx2.AsyncClient
    headers: Mapping[str, str]
    door: str = "/graphql"

    async def answer(self, operation: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The whole answer."""
        asked = {"query": PAGES.get(operation, operation), "variables": variables or {}}
        found: dict[str, Any] = (await self.http.post(self.door, json=asked, headers=dict(self.headers))).json()
        return found

    async def ask(self, operation: str, variables: dict[str, Any] | None = None) -> Any:
        """What is answered to the only field asked for. Errors fail the test."""
        answer = await self.answer(operation, variables)
        assert "errors" not in answer, answer
        (found,) = answer["data"].values()
        return found

    async def sign_in(self, person: Staff) -> None:
        """The cookie is kept by the caller's browser."""
        found = await self.ask("SignIn", {"email": person.email, "password": PASSWORD})
        assert found == {"__typename": "SignedIn"}


@asynccontextmanager
async def a_browser(settings: Settings) -> AsyncIterator[Caller]:
    """A browser with the dashboard open, nobody signed in."""
    async with client_of(create_app(settings)) as http:
        yield Caller(http, {"x-requested-by": "atrium"})


@asynccontextmanager
async def a_storefront(settings: Settings) -> AsyncIterator[Caller]:
    """A browser with the store open."""
    async with client_of(create_app(settings)) as http:
        yield Caller(http, {}, "/store/graphql")


@asynccontextmanager
async def a_program(settings: Settings, secret: str, door: str = "/graphql") -> AsyncIterator[Caller]:
    """A program with an API token."""
    async with client_of(create_app(settings)) as http:
        yield Caller(http, {"authorization": f"Bearer {secret}"}, door)

"""A small schema behind a real door, for what is true of every schema."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
import strawberry

from atrium.asgi import App
from atrium.graph.endpoint import GraphQLDoor
from atrium.graph.engine import Engine
from atrium.graph.permits import NEEDS
from atrium.principal import ActorKind, Door, Principal

ORIGIN = "https://clients.example.com"
SIGNED_IN = Principal(kind=ActorKind.STAFF, name="Ada")


@strawberry.type(name="TinyQuery")
class Query:
    @strawberry.field
    def hello(self, name: str = "you") -> str:
        return f"Hello {name}"

    @strawberry.field
    def caller(self, info: strawberry.Info) -> str:
        return str(info.context.address)

    @strawberry.field
    async def slow(self) -> str:
        await asyncio.sleep(30)
        return "at last"

    @strawberry.field
    def broken(self) -> str:
        raise ZeroDivisionError("secret words")

    @strawberry.field
    def me(self) -> Query:
        return self


@strawberry.type(name="TinyMutation")
class Mutation:
    @strawberry.mutation
    def enter(self, info: strawberry.Info) -> str:
        info.context.set_cookie("__Host-atrium-staff", "secret", 3600)
        return "welcome"

    @strawberry.mutation
    def leave(self, info: strawberry.Info) -> str:
        info.context.clear_cookie("atrium-staff")
        return "goodbye"


def open_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let anyone use the tiny schema."""
    for kind, names in (("TinyQuery", "hello caller slow broken me"), ("TinyMutation", "enter leave")):
        for name in names.split():
            monkeypatch.setitem(NEEDS, (kind, name), "anyone")


def engine() -> Engine:
    return Engine(strawberry.Schema(Query, Mutation)._schema, {})


async def somebody(headers: Mapping[str, str], door: Door, address: str) -> Principal:
    return Principal(kind=ActorKind.STAFF, name="Ada", door=door, address=address)


def door(**options: Any) -> GraphQLDoor:
    options = {"authenticate": somebody, "origin": ORIGIN, "door": Door.STAFF, **options}
    return GraphQLDoor(engine(), options.pop("door"), options.pop("authenticate"), **options)


@asynccontextmanager
async def client_of(app: App, address: str = "192.0.2.7") -> AsyncIterator[httpx2.AsyncClient]:
    """Someone who speaks HTTP to the application without a network between; the application's faults are raised."""
    transport = httpx2.ASGITransport(app=app, client=(address, 1234))
    async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield client

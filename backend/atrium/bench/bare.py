"""The limit: a bare Starlette handler, served like the application, that looks up the caller and sends finished SQL.

No GraphQL, no schema, no checks: the statements are taken from the application itself when the process starts. Beside
it stands the ORM's way of adding a client (see `orm`).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from atrium import database, settings
from atrium.access.authentication import authenticate, notes_written
from atrium.asgi import header_fields
from atrium.bench import orm
from atrium.bench.asking import HERE, Asker, answer_to
from atrium.principal import Door, Principal

ASKED = "asked.json"  # in the data directory: the token and every work's document with its arguments


@dataclass(frozen=True, slots=True)
class Statement:
    """What one question becomes: its answer's beginning, and what is sent to the database."""

    opens: bytes
    sql: str
    params: Sequence[Any]


class Bare:
    """Answers `{"name": …, "index": …}` with what the application answers to that work's arguments."""

    def __init__(self) -> None:
        self.works: dict[str, list[Statement]] = {}

    async def answer(self, request: Request) -> Response:
        asked = orjson.loads(await request.body())
        await authenticate(header_fields(request.scope), Door.STAFF, HERE)
        statement = self.works[asked["name"]][asked["index"]]
        text = await database.fetch_text(statement.sql, statement.params)
        assert text is not None
        return Response(statement.opens + text.encode() + b"}}", media_type="application/json")

    async def prepare(self) -> None:
        """Ask the application everything once, and keep what it would send to the database."""
        asked = json.loads((settings.current().data_dir / ASKED).read_bytes())
        caller = await Asker(asked["token"]).caller()
        for name, work in asked["works"].items():
            self.works[name] = [await statement_of(caller, work["query"], given) for given in work["variants"]]


async def statement_of(caller: Principal, query: str, variables: dict[str, Any]) -> Statement:
    """What the application makes of a question with one compiled field. Nothing is sent."""
    sent: list[tuple[str, Sequence[Any]]] = []

    async def remember(sql: str, params: Sequence[Any], *, primary: bool = False) -> str:
        sent.append((sql, params))
        return "{}"

    with patch.object(database, "fetch_text", remember):
        answer = await answer_to(caller, query, variables)
    ((sql, params),) = sent
    return Statement(answer.removesuffix(b"{}}}"), sql, params)


def application() -> Starlette:
    """What the server's own process makes, by the environment's settings."""
    loaded = settings.load()
    settings.use(loaded)
    bare = Bare()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await database.connect(loaded)
        await bare.prepare()
        yield
        await notes_written()
        await database.close()

    routes = [
        Route("/bare", bare.answer, methods=["POST"]),
        Route("/orm", orm.door()),
        Route("/health", lambda request: PlainTextResponse("ok")),
    ]
    return Starlette(routes=routes, lifespan=lifespan)

"""The web process: which address leads where, and what begins and ends with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from atrium import database, interpreter, logs, schema, worker
from atrium.access.authentication import authenticate, notes_written
from atrium.edge import Edge
from atrium.graph.endpoint import Engine, GraphQLDoor
from atrium.impersonation.authentication import authenticate_at_the_store
from atrium.imports.downloading import Outcomes
from atrium.imports.uploading import Uploads
from atrium.jobs.download import Downloads
from atrium.observability import Look, Metrics, alive, figures, ready
from atrium.pages import Pages
from atrium.principal import Door
from atrium.settings import Settings, load, use

HEADER_SECONDS = 5
FORM_BYTES = 64_000  # what a form needs beside its file
FILE_SECONDS = 1800.0  # a large file over a slow line


def create_app(settings: Settings, engine: Engine | None = None) -> Starlette:
    """The whole application. Without an engine it answers with the schema of all rooms."""
    use(settings)
    engine = engine or schema.engine()
    look, metrics = Look(settings), Metrics()
    staff = GraphQLDoor(engine, Door.STAFF, authenticate, origin=settings.base_url)
    store = GraphQLDoor(
        engine, Door.STORE, authenticate_at_the_store, origin=settings.base_url, allowed=settings.store_origins
    )
    edge = Middleware(
        Edge, trusted=settings.trusted_proxies, is_https=settings.is_https, observe=metrics.observe,
        longer={"/imports": (settings.import_limit + FORM_BYTES, FILE_SECONDS)},
    )  # fmt: skip
    routes = [
        Route("/graphql", staff),
        Route("/store/graphql", store),
        Route("/exports/{job_id}", Downloads()),
        Route("/imports", Uploads(origin=settings.base_url)),
        Route("/imports/{import_id}/{which}", Outcomes()),
        Route("/health", alive()),
        Route("/ready", ready(look)),
        Route("/metrics", figures(metrics, look)),
        Route("/{path:path}", Pages(settings.frontend_dir)),
    ]
    return Starlette(routes=routes, middleware=[edge], lifespan=_lifespan(settings))


def _lifespan(settings: Settings) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """Connected as long as it serves. SQLite is used by one process, so the worker lives in this one."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await database.connect(settings)
        stop = asyncio.Event()
        work = asyncio.create_task(worker.run(stop)) if database.dialect() == "sqlite" else None
        try:
            yield
        finally:
            stop.set()
            if work is not None:
                await work
            await notes_written()
            await database.close()

    return lifespan


def application() -> Starlette:
    """What the server's own process makes: the application by the environment's settings. Raises SettingsError."""
    logs.configure()
    made = create_app(load())
    interpreter.settle()
    return made


def serve(host: str, port: int, factory: str = "atrium.app:application") -> None:
    """Serve what `factory` makes until told to stop (SIGINT, SIGTERM). Callers slow with their headers are dropped.

    One process: on SQLite there may be no other; on PostgreSQL start as many as there are processors, behind a proxy.
    """
    Granian(
        factory,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000),
        websockets=False,
        factory=True,
        log_level=LogLevels.warning,
    ).serve()

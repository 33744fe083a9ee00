"""The command line. Each command imports what it needs when it runs, so that asking for help costs nothing."""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atrium.settings import Settings


class Stop(Exception):
    """The command cannot go on; the message is for the person at the terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the process's exit code: 2 for wrong settings, 1 for anything else that stopped it."""
    given = _parser().parse_args(arguments)
    from atrium.errors import InvalidInput, Refusal
    from atrium.settings import SettingsError
    from atrium.upgrade import UpgradeRefused

    try:
        given.run(given)
    except SettingsError as fault:
        return _complain("\n".join(fault.faults), code=2)
    except InvalidInput as refusal:
        return _complain("\n".join(fault.message for fault in refusal.faults) or str(refusal))
    except (Stop, Refusal, UpgradeRefused) as stopped:
        return _complain(str(stopped))
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        if not _is_away(fault):
            raise
        return _complain(f"The database cannot be reached (ATRIUM_DATABASE_URL): {fault}")
    return 0


def _complain(message: str, code: int = 1) -> int:
    print(message, file=sys.stderr)
    return code


def _is_away(fault: Exception) -> bool:
    from atrium import database

    return isinstance(fault, database.UNREACHABLE)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="atrium", description="Client management for online businesses.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says, description=says)
        added.set_defaults(run=run)
        return added

    serving = command("serve", serve, "Serve the dashboard, the store and GraphQL.")
    _say_where(serving)
    command("worker", work, "Send mails and do what is due, beside a PostgreSQL database.")
    migrating = command("migrate", migrate, "Bring the database to this version's tables.")
    migrating.add_argument("--check", action="store_true", help="only say whether models and migrations agree")
    seeding = command("seed", seed, "Fill the store with believable clients.")
    seeding.add_argument("--clients", type=int, default=5000, metavar="N")
    adding = command("add-staff", add_staff, "Let someone into the dashboard.")
    adding.add_argument("email", metavar="EMAIL")
    adding.add_argument("--name", default="", help="what colleagues see; the address's first part if not given")
    adding.add_argument("--group", default="Administrator")
    command("schema", schema, "Print the GraphQL schema.")
    measuring = command("bench", bench, "Measure this machine's speed on a scratch database.")
    measuring.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    measuring.add_argument("--clients", type=int, default=100_000, metavar="N")
    measuring.add_argument("--pairs", type=int, default=5, metavar="N")
    return parser


def _say_where(serving: argparse.ArgumentParser) -> None:
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--welcome", action="store_true", help="add and show a first administrator if there is nobody")


def _settings() -> Settings:
    from atrium import settings

    loaded = settings.load()
    settings.use(loaded)
    return loaded


@asynccontextmanager
async def _connected(settings: Settings) -> AsyncIterator[None]:
    from atrium import database

    await database.connect(settings)
    try:
        yield
    finally:
        await database.close()


async def _ready(settings: Settings) -> None:
    """SQLite is upgraded in passing; PostgreSQL, which several processes may use, only by `atrium migrate`."""
    from atrium import upgrade
    from atrium.database import dialect_of

    if dialect_of(settings.database_url) == "sqlite":
        await upgrade.upgrade(settings.database_url, print)
        return
    lacking = await upgrade.missing(settings.database_url)
    if lacking:
        raise Stop(f"The database lacks migrations: {', '.join(lacking)}. Run `atrium migrate` first.")


def serve(given: argparse.Namespace) -> None:
    host = "127.0.0.1" if given.host in ("0.0.0.0", "::") else given.host  # noqa: S104 - compared, not bound
    os.environ.setdefault("ATRIUM_BASE_URL", f"http://{host}:{given.port}")
    settings = _settings()
    _refuse_open_http(given.host, settings)

    async def prepare() -> None:
        from atrium.access import staff

        await _ready(settings)
        async with _connected(settings):
            await staff.ensure_presets()
            if given.welcome:
                await _welcome()

    asyncio.run(prepare())
    print(f"Atrium is at {settings.base_url}", flush=True)
    from atrium import app

    app.serve(given.host, given.port)


def _refuse_open_http(host: str, settings: Settings) -> None:
    """Without TLS in front, cookies and passwords would cross the network in clear: only this machine may ask then."""
    from ipaddress import ip_address

    try:
        is_here = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        is_here = False
    if not (is_here or settings.is_https):
        raise Stop(
            f"{host} can be reached from other machines, and Atrium speaks plain HTTP. Serve on 127.0.0.1, or put a "
            "proxy with TLS in front and set ATRIUM_BASE_URL to its https:// address."
        )


async def _welcome() -> None:
    """The first administrator, shown this once."""
    from atrium.access import staff

    first = await staff.first_administrator()
    if first is not None:
        print(f"Sign in as {first.email} with password {first.password} (shown this once).")


def work(given: argparse.Namespace) -> None:
    settings = _settings()

    async def run() -> None:
        await _ready(settings)
        from atrium import interpreter, worker

        interpreter.settle()
        stop = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        async with _connected(settings):
            await worker.run(stop)

    asyncio.run(run())


def migrate(given: argparse.Namespace) -> None:
    from atrium import upgrade

    settings = _settings()
    if given.check:
        drifted = asyncio.run(upgrade.drift(settings.database_url))
        if drifted:
            raise Stop("\n".join(["The models say what no migration does:", *drifted]))
        print("No changes detected")
    elif not asyncio.run(upgrade.upgrade(settings.database_url, print)):
        print("Nothing to apply")


def seed(given: argparse.Namespace) -> None:
    settings = _settings()

    async def run() -> None:
        await _ready(settings)
        from atrium import seeds

        async with _connected(settings):
            await seeds.seed(given.clients, print)

    asyncio.run(run())


def add_staff(given: argparse.Namespace) -> None:
    settings = _settings()
    is_given = not sys.stdin.isatty()
    password = sys.stdin.readline().rstrip("\n") if is_given else secrets.token_urlsafe(12)

    async def run() -> None:
        from atrium.access import staff

        await _ready(settings)
        async with _connected(settings):
            await staff.ensure_presets()
            await staff.add_staff(given.email, given.name or given.email.partition("@")[0], password, given.group)

    asyncio.run(run())
    print(f"{given.email} may sign in at {settings.base_url}" + ("" if is_given else f" with password {password}"))


def schema(given: argparse.Namespace) -> None:
    from atrium.schema import as_text

    print(as_text(), end="")


def bench(given: argparse.Namespace) -> None:
    from atrium import bench

    bench.run(given.database, clients=given.clients, pairs=given.pairs)


if __name__ == "__main__":
    sys.exit(main())

"""Atrium as a browser meets it: a database of the run's kind, staff who may sign in, and the server's own process."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from atrium.bench import cluster
from tests.hostile.served import free_port, served

PATIENCE = 300.0
PASSWORD = "correct horse battery staple 9"


@dataclass(frozen=True)
class Staff:
    """Someone who may sign in, with `PASSWORD`."""

    email: str
    name: str
    group: str


ADMINISTRATOR = Staff("sam.poe@example.com", "Sam Poe", "Administrator")
READER = Staff("rita.low@example.com", "Rita Low", "Read-only")


@dataclass(frozen=True)
class House:
    """Where it answers, and its database for what no screen can do: letting time pass.

    Pages from `localhost` at `storefront_port` may ask the store's door.
    """

    url: str
    database_url: str
    storefront_port: int

    def run_sql(self, statement: str) -> None:
        """Any change, in the words that both databases understand."""
        if not self.database_url.startswith("sqlite:"):
            _psql(self.database_url, statement)
            return
        with closing(sqlite3.connect(self.database_url.removeprefix("sqlite:///"), timeout=10)) as connection:
            connection.execute(statement)
            connection.commit()


@contextmanager
def house_with(clients: int, directory: Path) -> Iterator[House]:
    """A house of so many believable clients, until the block ends."""
    url = _new_database(directory)
    port = free_port()
    given = {"DATABASE_URL": url, "STORE_ORIGINS": f"http://localhost:{port}"}
    if url.startswith("sqlite:"):
        Path(url.removeprefix("sqlite:///")).write_bytes(_founded())
    else:
        _atrium(directory, given, "migrate")
        _let_in_staff(directory, given)
    if clients:
        _atrium(directory, given, "seed", "--clients", str(clients))
    with ExitStack() as open_ones:
        if not url.startswith("sqlite:"):
            open_ones.enter_context(_worker(directory, given))
        yield House(open_ones.enter_context(served(directory, **given)).url, url, port)


@cache
def _founded() -> bytes:
    """The database's file of a house with staff and nothing else: all houses of a process begin with it."""
    with TemporaryDirectory() as directory:
        url = _new_database(Path(directory))
        _let_in_staff(Path(directory), {"DATABASE_URL": url})
        return Path(url.removeprefix("sqlite:///")).read_bytes()


def _let_in_staff(directory: Path, given: dict[str, str]) -> None:
    for each in (ADMINISTRATOR, READER):
        _atrium(directory, given, "add-staff", each.email, "--name", each.name, "--group", each.group, says=PASSWORD)


def _new_database(directory: Path) -> str:
    if os.environ.get("ATRIUM_TEST_DATABASE", "sqlite") != "postgres":
        return f"sqlite:///{directory / 'atrium.db'}"
    home = os.environ[cluster.VARIABLE]
    name = f"e2e_{uuid4().hex}"
    _psql(cluster.url(home, "postgres"), f"CREATE DATABASE {name}")
    return cluster.url(home, name)


def _psql(url: str, statement: str) -> None:
    command = [
        str(cluster.binaries() / "psql"),
        "--no-psqlrc",
        "--quiet",
        "--set=ON_ERROR_STOP=1",
        "-c",
        statement,
        url,
    ]
    subprocess.run(command, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL)


def _environment(directory: Path, given: dict[str, str]) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ATRIUM_")}
    return environment | {"ATRIUM_DATA_DIR": str(directory)} | {f"ATRIUM_{name}": text for name, text in given.items()}


def _atrium(directory: Path, given: dict[str, str], *command: str, says: str = "") -> None:
    """Run a command of Atrium's to its end; `says` is its standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "atrium", *command],
        env=_environment(directory, given),
        cwd=directory,
        input=says,
        text=True,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, f"atrium {' '.join(command)}: {done.stdout}{done.stderr}"


@contextmanager
def _worker(directory: Path, given: dict[str, str]) -> Iterator[None]:
    """Beside PostgreSQL the mails are written by a process of their own."""
    command = [sys.executable, "-m", "atrium", "worker"]
    with (directory / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=_environment(directory, given), cwd=directory, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)

"""The real server in a process of its own, as `atrium serve` starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

PATIENCE = 30.0

BUILD = "ATRIUM_FRONTEND_DIR"  # a build of one's own may be looked at; nothing else of the caller's settings counts


@dataclass(frozen=True)
class Served:
    """Where it answers, and the process to be stopped."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def working(directory: Path, **given: str) -> Iterator[None]:
    """A worker beside the server, where there is none in it. `given` are settings without their prefix."""
    if not given["DATABASE_URL"].startswith("postgres"):
        yield
        return
    process = subprocess.Popen([sys.executable, "-m", "atrium", "worker"], env=_environment(directory, **given))
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def served(directory: Path, **settings: str) -> Iterator[Served]:
    """Serve with these settings (`DATABASE_URL=…`) until the block ends; what it says goes into `served.log`."""
    environment = _environment(directory, **settings)
    port = free_port()
    with (directory / "served.log").open("wb") as log:
        command = [sys.executable, "-m", "atrium", "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=environment, cwd=directory, stdout=log, stderr=log)
        try:
            _wait_for(port, process)
            yield Served(port, process)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _environment(directory: Path, **settings: str) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("ATRIUM_") or name == BUILD}
    return others | {"ATRIUM_DATA_DIR": str(directory)} | {f"ATRIUM_{name}": one for name, one in settings.items()}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx2.get(f"http://127.0.0.1:{port}/health").status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not start; see served.log")

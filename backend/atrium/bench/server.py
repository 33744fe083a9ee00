"""The processes that are measured, served alike: `python -m atrium.bench.server app|bare PORT`."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from atrium.bench.load import ask

PATIENCE = 120.0  # seconds until a server must answer; the bare one asks everything once first
HOST = "127.0.0.1"
APPLICATIONS = {"app": "atrium.app:application", "bare": "atrium.bench.bare:application"}
NANO = 1e-9


@dataclass(frozen=True, slots=True)
class Server:
    """Where it answers, and the process that was started; the one that serves is its child."""

    port: int
    process: int

    def cpu_seconds(self) -> float:
        """What it has spent since it began, its children included."""
        return sum(_spent(process) for process in family(self.process))


def family(process: int) -> list[int]:
    """The process, its children and theirs."""
    children: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        children += map(int, task.read_text().split())
    return [process, *(one for child in children for one in family(child))]


def _spent(process: int) -> float:
    """By the scheduler's own account of each thread: /proc/PID/stat counts in hundredths of a second only."""
    total = 0
    for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
        with suppress(FileNotFoundError):  # a thread that has just ended
            total += int(thread.read_text().split()[0])
    return total * NANO


@asynccontextmanager
async def serving(kind: str, environment: Mapping[str, str], log: Path) -> AsyncIterator[Server]:
    """Serve "app" or "bare" until the block ends. Raises RuntimeError with its last words when it does not start."""
    port = _free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ATRIUM_")}
    with log.open("wb") as said:
        command = [sys.executable, "-m", "atrium.bench.server", kind, str(port)]
        process = subprocess.Popen(  # noqa: ASYNC220, S603 - started once, of our own words
            command, env={**inherited, **environment}, stdout=said, stderr=said
        )
        try:
            if not await _answers(port, process):
                raise RuntimeError(f"The {kind} server did not start: {_last_words(log)}")
            yield Server(port, process.pid)
        finally:
            process.terminate()
            await asyncio.to_thread(process.wait, PATIENCE)


def _last_words(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


async def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    clock = asyncio.get_running_loop().time
    end = clock() + PATIENCE
    while clock() < end and process.poll() is None:
        try:
            await ask(port, b"GET /health HTTP/1.1\r\nhost: bench\r\n\r\n")
        except OSError:
            await asyncio.sleep(0.1)
        else:
            return True
    return False


def main(kind: str, port: int) -> None:
    from atrium import app

    app.serve(HOST, port, APPLICATIONS[kind])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

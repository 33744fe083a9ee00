"""A worker in a process of its own, so that it can be killed: `python -m tests.worker_process`, settings as usual."""

from __future__ import annotations

import asyncio

from atrium import database, settings, worker


async def _work() -> None:
    settings.use(settings.load())
    await database.connect(settings.current())
    await worker.run(asyncio.Event())


if __name__ == "__main__":
    asyncio.run(_work())

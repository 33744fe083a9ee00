"""A merge in processes of their own, each killed at another of its statements: `python -m tests.merges.merge_process`.

Given: the source's id, the survivor's, and every how-manieth statement one dies at. Settings as usual.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from uuid import UUID

from atrium import database, settings
from atrium.ids import Id
from atrium.merges.actions import merge_clients
from atrium.merges.inputs import MergeClientsInput
from atrium.merges.preview import preview
from tests.merges.given import BOSS


async def merge_until(source: str, into: str, last: int) -> None:
    """Merge, and be gone at the `last` statement of it; whoever gets through dies before the commit."""
    settings.use(settings.load())
    await database.connect(settings.current())
    seen = await preview([UUID(source)], UUID(into), BOSS)
    real, done = database.statement, 0

    def deadly(sql: str) -> object:
        nonlocal done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(sql)

    database.statement = deadly  # type: ignore[assignment]
    async with database.tx():
        await merge_clients(
            MergeClientsInput(
                source_ids=[Id(source)], destination_id=Id(into), preview_token=seen.token, confirmation_code=seen.code
            ),
            BOSS,
        )
        os.kill(os.getpid(), signal.SIGTERM)  # it had fewer statements than that


def main(source: str, into: str, every: str) -> int:
    """Let one process after another die; answers how many it took to get to the end."""
    for count in range(1, 100):
        child = os.fork()
        if child == 0:
            try:
                asyncio.run(merge_until(source, into, 1 + (count - 1) * int(every)))
            finally:
                os._exit(3)
        _, outcome = os.waitpid(child, 0)
        if os.WTERMSIG(outcome) != signal.SIGKILL:
            return 0 if os.WTERMSIG(outcome) == signal.SIGTERM and count > 3 else 1
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

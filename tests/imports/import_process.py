"""Workers at an import, each in a process of its own and each killed a statement later than the one before.

`python -m tests.imports.import_process EVERY`: the first dies at its first statement, the next ones EVERY later each,
until one gets to the end. Answers 0 then, if any died before. Settings as usual.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys

from atrium import database, settings
from atrium.imports import committing, reverting, work
from tests.imports.given import lapse_leases, worked_off

FEW = {"postgres": 4, "sqlite": 4}


async def work_until(last: int) -> None:
    """Work, and be gone at the `last` statement of it."""
    settings.use(settings.load())
    await database.connect(settings.current())
    await lapse_leases()
    committing.CHUNK = work.CHUNK = reverting.CHUNK = FEW
    real, done = database.statement, 0

    def deadly(sql: str) -> object:
        nonlocal done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(sql)

    database.statement = deadly  # type: ignore[assignment]
    await worked_off()
    os.kill(os.getpid(), signal.SIGTERM)  # it is done


def main(every: str) -> int:
    for count in range(200):
        child = os.fork()
        if child == 0:
            try:
                asyncio.run(work_until(1 + count * int(every)))
            finally:
                os._exit(3)
        _, outcome = os.waitpid(child, 0)
        if os.WTERMSIG(outcome) != signal.SIGKILL:
            return 0 if os.WTERMSIG(outcome) == signal.SIGTERM and count else 1
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

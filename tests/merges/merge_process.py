"""An act in processes of their own, each killed at another of its statements: `python -m tests.merges.merge_process`.

Given: the act, every how-manieth statement one dies at, and the ids that the act is about. Settings as usual.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from uuid import UUID

from atrium import database, settings
from atrium.ids import Id
from atrium.merges.actions import merge_clients
from atrium.merges.inputs import MergeClientsInput, UndoMergeInput
from atrium.merges.preview import preview
from atrium.merges.undoing import undo_merge
from atrium.removal.deleting import delete_client
from atrium.removal.erasing import erase_client
from atrium.removal.inputs import DeleteClientInput, EraseClientInput
from tests.merges.given import BOSS
from tests.removal.given import EVERYTHING
from tests.statements import LOGGERS, VERBS

Doing = Callable[[], Awaitable[object]]


class Deadly(logging.Handler):
    """Ends the process when the `last` statement is about to be asked, whoever asks it: the ORM or plain SQL."""

    def __init__(self, last: int) -> None:
        super().__init__(logging.DEBUG)
        self.left = last

    def emit(self, record: logging.LogRecord) -> None:
        said = record.args[0] if isinstance(record.args, tuple) and record.args else record.msg
        if str(said).lstrip(" \n(").upper().startswith(VERBS):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


async def merging(source: str, into: str) -> Doing:
    seen = await preview([UUID(source)], UUID(into), BOSS)
    given = MergeClientsInput(
        source_ids=[Id(source)], destination_id=Id(into), preview_token=seen.token, confirmation_code=seen.code
    )
    return lambda: merge_clients(given, BOSS)


async def undoing(merge: str) -> Doing:
    return lambda: undo_merge(UndoMergeInput(merge_id=Id(merge)), BOSS)


async def deleting(client: str) -> Doing:
    return lambda: delete_client(DeleteClientInput(client_id=Id(client), override=EVERYTHING), BOSS)


async def erasing(client: str) -> Doing:
    return lambda: erase_client(EraseClientInput(client_id=Id(client), dry_run=False, override=EVERYTHING), BOSS)


ACTS: dict[str, Callable[..., Awaitable[Doing]]] = {
    "merge": merging, "undo": undoing, "delete": deleting, "erase": erasing,
}  # fmt: skip


async def act_until(last: int, act: str, *ids: str) -> None:
    """Act, and be gone at the `last` statement of it; whoever gets through dies before the commit."""
    settings.use(settings.load())
    await database.connect(settings.current())
    doing, deadly = await ACTS[act](*ids), Deadly(last)
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
        logger.addHandler(deadly)
    async with database.tx():
        await doing()
        os.kill(os.getpid(), signal.SIGTERM)  # it had fewer statements than that


def main(act: str, every: str, *ids: str) -> int:
    """Let one process after another die until one gets to the end. Answers 0 when it did, and some had died before."""
    for count in range(1, 1000):
        child = os.fork()
        if child == 0:
            try:
                asyncio.run(act_until(1 + (count - 1) * int(every), act, *ids))
            finally:
                os._exit(3)
        _, outcome = os.waitpid(child, 0)
        if os.WTERMSIG(outcome) != signal.SIGKILL:
            return 0 if os.WTERMSIG(outcome) == signal.SIGTERM and count > 3 else 1
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

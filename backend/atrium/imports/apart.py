"""A process that reads the rows of a long file beside the worker, so that reading and writing go on at once.

`python -m atrium.imports.apart SPOOL BEGIN COUNT` is told on its input how the columns are mapped, and gives on its
output so many rows at a time as far as they alone can tell, a few ahead of whoever takes them. It asks no database,
comes after everybody else on the machine, and ends by itself when nobody takes what it has.
"""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from atrium import interpreter
from atrium.custom_fields.definitions import Definition
from atrium.custom_fields.models import CustomFieldType, CustomFieldVisibility
from atrium.errors import Fault
from atrium.imports.mapping.checking import settled
from atrium.imports.reading import spool
from atrium.imports.reading.rows import Read
from atrium.imports.vetting import Plan, Rules, Vetted, vetted

MEMORY = 1 << 30  # bytes of address space, the interpreter's own included
PATIENCE = 60  # seconds until nobody is believed to take any more
KINDNESS = 1  # how much the process steps back behind others: a little, for the worker waits for it
HEAD = 8  # bytes that say how long an answer is
PIPE = 1 << 20  # bytes that may wait to be taken


class Reader:
    """Such a process. `given` tells what it reads and by which mapping, `place` the row that comes next."""

    def __init__(self, path: Path, given: bytes, place: int, count: int) -> None:
        self.path, self.given, self.place = path, given, place
        self._last: tuple[int, list[tuple[Read, Vetted]]] = (-1, [])
        command = (sys.executable, "-m", "atrium.imports.apart", str(path), str(place), str(count))
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        assert self._process.stdin
        assert self._process.stdout
        self._out = self._process.stdout
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            with suppress(OSError):
                fcntl.fcntl(self._out, fcntl.F_SETPIPE_SZ, PIPE)
        with suppress(BrokenPipeError), self._process.stdin as told:
            told.write(given)

    def has(self, place: int) -> bool:
        """Whether the rows from this place on are those that come next, or those that were given last."""
        return place in (self.place, self._last[0])

    def rows_from(self, place: int) -> list[tuple[Read, Vetted]]:
        """The next rows or the last ones, none at the end of the file; waits for them.

        Raises EOFError where the process is gone.
        """
        if place != self._last[0]:
            self._last = place, self._next()
            self.place += len(self._last[1])
        return self._last[1]

    def _next(self) -> list[tuple[Read, Vetted]]:
        size = int.from_bytes(self._out.read(HEAD), "big")
        told = self._out.read(size)
        if not size or len(told) < size:
            raise EOFError("the process that reads is gone")
        return [_understood(one) for one in orjson.loads(told)]

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._out.close()


def given_of(columns: Sequence[Mapping[str, Any]], rules: Rules) -> bytes:
    """What the process must know: the import's columns as they are kept, and what else its rows are read by."""
    return orjson.dumps([columns, [asdict(one) for one in rules.known], rules.default_country])


def rules_from(given: bytes) -> Rules:
    columns, known, country = orjson.loads(given)
    return Rules(settled(columns), [_definition(one) for one in known], country)


def _definition(told: dict[str, Any]) -> Definition:
    kept = {"id": UUID(told["id"]), "type": CustomFieldType(told["type"]), "options": tuple(told["options"])}
    return Definition(**{**told, **kept, "visibility": CustomFieldVisibility(told["visibility"])})


def _told(read: Read, found: Vetted) -> list[Any]:
    faults, lacking = ([[one.path, one.code, one.message] for one in part] for part in (found.faults, found.lacking))
    return [read.line, read.cells, read.wrong, found.plan.told(), faults, lacking, found.columns]


def _understood(told: list[Any]) -> tuple[Read, Vetted]:
    line, cells, wrong, plan, *lists, columns = told
    faults, lacking = ([Fault(tuple(path), code, message) for path, code, message in part] for part in lists)
    return Read(line, cells, [(at, code, message) for at, code, message in wrong]), Vetted(
        Plan(**plan), faults, lacking, columns
    )


def main(path: str, begin: str, count: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(KINDNESS)
    interpreter.settle()
    rules, offset = rules_from(sys.stdin.buffer.read()), 0
    while True:
        signal.alarm(PATIENCE)
        reads, offset = spool.some(Path(path), int(begin), offset, int(count))
        rows = orjson.dumps([_told(one, vetted(one, rules)) for one in reads])
        sys.stdout.buffer.write(len(rows).to_bytes(HEAD, "big") + rows)
        sys.stdout.buffer.flush()
        if not reads:
            return


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # whoever took the rows is gone
        main(*sys.argv[1:4])

"""A private PostgreSQL for measurements and tests: its own data directory, a socket instead of a port, nothing kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

VARIABLE = "ATRIUM_TEST_POSTGRES"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c listen_addresses="


def binaries() -> Path:
    """Where the newest installed server's programs are. Raises RuntimeError where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not (found or on_path):
        raise RuntimeError("A PostgreSQL server is needed (Debian: apt-get install postgresql).")
    return found[-1].parent if found else Path(str(on_path)).parent


class Cluster:
    """A running server. `directory` holds its data and its socket; `options` are the server's own, beside ours."""

    def __init__(self, options: str = "") -> None:
        self.options = f"{FAST} {options}"
        self.directory = Path(tempfile.mkdtemp(prefix="atrium-postgres-"))
        if os.getuid() == 0:
            shutil.chown(self.directory, "nobody")
        self._run("initdb", "-U", "atrium", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()

    def url(self, name: str) -> str:
        return url(self.directory, name)

    def start(self) -> None:
        self._run(
            "pg_ctl", "-w", "-l", str(self.directory / "log"), "-o", f"{self.options} -k {self.directory}", "start"
        )

    def stop(self, mode: str = "fast") -> None:
        """Every connection is cut. `immediate` does not even keep what was written."""
        self._run("pg_ctl", "-m", mode, "stop")

    def remove(self) -> None:
        if (self.directory / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.directory, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        """PostgreSQL refuses to run as root."""
        as_nobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.getuid() == 0 else []
        command = [*as_nobody, str(binaries() / program), "-D", str(self.directory / "data"), *arguments]
        # The server inherits what it is given: a pipe would never end.
        with (self.directory.parent / f"{self.directory.name}.out").open("w+") as output:
            done = subprocess.run(  # noqa: S603 - our own words only
                command, cwd="/", stdout=output, stderr=output, stdin=subprocess.DEVNULL, check=False
            )
            output.seek(0)
            said = output.read()
        Path(output.name).unlink()
        if done.returncode:
            raise RuntimeError(f"{program} failed: {said}")


def url(directory: Path | str, name: str) -> str:
    return f"postgres://atrium@/{name}?host={directory}"

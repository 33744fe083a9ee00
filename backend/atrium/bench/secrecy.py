"""Whether the time of an answer tells whose address is known: who comes to the store under a known address and who
comes under an unknown one, in turns, each alone with the application.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from statistics import median

import orjson

from atrium import database
from atrium.access import passwords
from atrium.bench.load import HOST, WrongAnswer, ask
from atrium.bench.server import Server

PASSWORD = "seven green otters juggle"  # noqa: S105 - of clients who exist in a scratch database
FEWEST, A_SECOND = 5, 10  # comers of each kind: at least, and for each second of measuring
ACTS = {
    "register": """mutation($email: String!, $password: String!) {
      registerClient(input: {email: $email, password: $password, acceptTerms: true}) { __typename } }""",
    "sign in, wrong password": """mutation($email: String!, $password: String!) {
      clientSignIn(email: $email, password: $password) { __typename } }""",
    "ask for a new password": "mutation($email: String!) { requestPasswordReset(email: $email) }",
}


@dataclass(slots=True)
class Secret:
    """What an act of visitors took, in milliseconds, under addresses of clients and under nobody's."""

    act: str
    known: list[float] = field(default_factory=list)
    unknown: list[float] = field(default_factory=list)

    @property
    def told(self) -> float:
        """How far the medians lie apart: what the time would tell."""
        return abs(median(self.known) - median(self.unknown))

    @property
    def chance(self) -> float:
        """How far the medians of like and like lie apart, one half of the comers against the other half."""
        halves = (abs(median(side[::2]) - median(side[1::2])) for side in (self.known, self.unknown))
        return max(halves)


async def compare(app: Server, seconds: float, settled: Callable[[], Awaitable[None]]) -> list[Secret]:
    """Every act in turns; who begins alternates. Before each answer `settled` waits for what others left to do.

    The application must believe what is forwarded from this machine: each comes from another place, so that no limit
    is reached. Raises WrongAnswer where the two are not answered alike.
    """
    addresses = await _known(max(FEWEST, round(seconds * A_SECOND)))
    secrets, places = [Secret(act) for act in ACTS], count(1)
    for turn, address in enumerate(addresses):
        for secret in secrets:
            sides = [(secret.known, address), (secret.unknown, f"nobody-{turn}-{len(secret.act)}@example.org")]
            answers = set()
            for times, email in sides if turn % 2 == 0 else reversed(sides):
                await settled()
                began = time.perf_counter()
                answers.add(await ask(app.port, _request(secret.act, email, next(places))))
                times.append(1000 * (time.perf_counter() - began))
            if len(answers) > 1 or b'"errors"' in answers.pop():
                raise WrongAnswer(f"{secret.act}: known and unknown addresses are not answered alike")
    return secrets


async def _known(how_many: int) -> list[str]:
    """Addresses of clients who may sign in, with passwords of their own."""
    found = await database.rows(
        f"SELECT id, login_email FROM client WHERE status = 'ACTIVE' AND login_email IS NOT NULL"
        f" ORDER BY number LIMIT {how_many}"
    )
    password_hash = await passwords.hash_password(PASSWORD)
    for row in found:
        await database.execute("UPDATE client SET password_hash = $1 WHERE id = $2", password_hash, row["id"])
    return [row["login_email"] for row in found]


def _request(act: str, email: str, place: int) -> bytes:
    """A whole HTTP/1.1 request to the store's door, forwarded from a place of its own."""
    given = {"email": email} | ({"password": "a wrong pair of green otters"} if "$password" in ACTS[act] else {})
    body = orjson.dumps({"query": ACTS[act], "variables": given})
    head = (
        f"POST /store/graphql HTTP/1.1\r\nhost: {HOST}\r\naccept: application/json\r\nx-requested-by: atrium-bench\r\n"
        f"content-type: application/json\r\nx-forwarded-for: 10.{place >> 16}.{place >> 8 & 255}.{place & 255}\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body

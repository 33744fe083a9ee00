"""Passwords: hashed slowly with argon2id, judged before they are taken.

The cost is OWASP's (19 MiB, two passes, one lane; Password Storage Cheat Sheet): about a tenth of a second.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import ParamSpec, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from atrium.access.foreign_hashes import is_bcrypt, matches_bcrypt
from atrium.errors import Fault

SHORTEST = 10
LONGEST = 1024
LEAST_SCORE = 3  # zxcvbn: "safely unguessable", 10^8 guesses and more
JUDGED = 72  # zxcvbn's time grows with the cube of the length; what follows can only make a password stronger

NOBODYS_HASH = "$argon2id$v=19$m=19456,t=2,p=1$bLn5FjJEdIGQzL8LpWBf4g$uiM5elPBL8i/7QI0EeyUSjwdCGf2QfqoQ2FavAKrdyc"
"""What an unknown account is verified against, at the cost of a real one."""

READABLE = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like its neighbour

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)

P = ParamSpec("P")
R = TypeVar("R")


@lru_cache(maxsize=1)
def _threads(process: int) -> ThreadPoolExecutor:
    """Four threads bound the memory (19 MiB each). A forked process has none of its parent's, so it makes its own."""
    return ThreadPoolExecutor(max_workers=4, thread_name_prefix="password")


async def hash_password(password: str) -> str:
    """The argon2id hash to be stored, parameters included."""
    return await _in_thread(_hasher.hash, _bytes_of(password))


async def verify_password(password: str, password_hash: str | None, decoy: str | None = None) -> bool:
    """Whether the password is the one that was hashed.

    Without a hash the same work is done, at the cost of the `decoy` (unless given, of one of ours); the answer is no.
    """
    right = await _in_thread(_matches, _bytes_of(password[:LONGEST]), password_hash or decoy or NOBODYS_HASH)
    return right and password_hash is not None and len(password) <= LONGEST


def needs_rehash(password_hash: str) -> bool:
    """Whether the hash was made at another cost than today's, or by another system in another way."""
    return is_bcrypt(password_hash) or _hasher.check_needs_rehash(password_hash)


async def password_faults(
    password: str, about: Sequence[str] = (), path: tuple[str, ...] = ("password",)
) -> list[Fault]:
    """What is wrong with a new password: TOO_SHORT, TOO_LONG or TOO_WEAK (guessable, judged by zxcvbn).

    `about` are words an attacker would try first: the owner's name and address.
    """
    if len(password) < SHORTEST:
        return [Fault(path, "TOO_SHORT", f"A password has at least {SHORTEST} characters.")]
    if len(password) > LONGEST:
        return [Fault(path, "TOO_LONG", f"A password has at most {LONGEST} characters.")]
    if await _in_thread(_score, password, tuple(about)) < LEAST_SCORE:
        return [Fault(path, "TOO_WEAK", "This password is easy to guess. Add another word or two that only you would.")]
    return []


def generate_password() -> str:
    """A password of about 99 bits that can be read aloud: four groups of five."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(5)) for _ in range(4))


async def _in_thread(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    return await asyncio.get_running_loop().run_in_executor(_threads(os.getpid()), lambda: work(*args, **kwargs))


def _bytes_of(password: str) -> bytes:
    """One password however its keyboard composed it (NFKC, RFC 8265); text that is no UTF-8 is wrong, not an error."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def _matches(password: bytes, password_hash: str) -> bool:
    if is_bcrypt(password_hash):
        return matches_bcrypt(password, password_hash)
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _score(password: str, about: tuple[str, ...]) -> int:
    from zxcvbn import zxcvbn  # here, because its word lists take a while to load and few processes need them

    words = [word for text in about for word in (text, *text.replace("@", " ").replace(".", " ").split())]
    return int(zxcvbn(password[:JUDGED], user_inputs=words)["score"])

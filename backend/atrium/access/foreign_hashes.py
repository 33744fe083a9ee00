"""Password hashes that other systems made: recognised and verified, so that who comes from there keeps the password.

They are replaced by one of ours at the first sign-in. Costs are bounded: verifying must not take a server down.
"""

from __future__ import annotations

import re

import bcrypt
from argon2 import Parameters, Type, extract_parameters
from argon2.exceptions import InvalidHashError

BCRYPT = re.compile(r"\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}", re.ASCII)
LONGEST = 255  # what the column holds
MOST_ROUNDS = 14
MOST_MEMORY, MOST_TIME, MOST_LANES = 262_144, 10, 8
BCRYPT_READS = 72  # bytes of a password; PHP and others silently leave out the rest


def is_bcrypt(password_hash: str) -> bool:
    """Whether it is bcrypt's, whichever of its signs it bears (PHP's is `$2y$`)."""
    return BCRYPT.fullmatch(password_hash) is not None


def is_known_hash(text: str) -> bool:
    """Whether a password can be verified against it at a reasonable cost: bcrypt, Argon2."""
    if len(text) > LONGEST or not text.isascii():
        return False
    if found := BCRYPT.fullmatch(text):
        return 4 <= int(found[1]) <= MOST_ROUNDS
    try:
        return text.startswith("$argon2") and _is_bearable(extract_parameters(text))
    except (InvalidHashError, ValueError):
        return False


def _is_bearable(given: Parameters) -> bool:
    is_within = given.memory_cost <= MOST_MEMORY and given.time_cost <= MOST_TIME and given.parallelism <= MOST_LANES
    return given.type in (Type.ID, Type.I, Type.D) and is_within


def matches_bcrypt(password: bytes, password_hash: str) -> bool:
    """Whether bcrypt made this hash of this password."""
    try:
        return bcrypt.checkpw(password[:BCRYPT_READS].replace(b"\0", b""), password_hash.encode())
    except ValueError:
        return False

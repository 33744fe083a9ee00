"""Secrets that must wait in the database for their mail to leave are sealed: useless to whoever reads the table."""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
VERSION = "1."


class SealBroken(Exception):
    """Sealed with another key, for another mail, or altered since."""


def seal(secret: str, *, key: bytes, message_id: UUID) -> str:
    """The secret encrypted (AES-256-GCM, NIST SP 800-38D) under the store's key, bound to its one mail."""
    nonce = os.urandom(NONCE_BYTES)
    hidden = _cipher(key).encrypt(nonce, secret.encode(), message_id.bytes)
    return VERSION + urlsafe_b64encode(nonce + hidden).decode("ascii")


def unseal(sealed: str, *, key: bytes, message_id: UUID) -> str:
    """The secret again. Raises SealBroken when the key, the mail or the text is not the one it was sealed with."""
    try:
        if not sealed.startswith(VERSION):
            raise SealBroken
        packed = urlsafe_b64decode(sealed.removeprefix(VERSION))
        return _cipher(key).decrypt(packed[:NONCE_BYTES], packed[NONCE_BYTES:], message_id.bytes).decode()
    except (InvalidTag, ValueError) as broken:
        raise SealBroken from broken


@lru_cache(maxsize=4)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"atrium mail secret").derive(key))

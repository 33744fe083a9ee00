"""Secrets that must be kept to be used again are sealed: useless to whoever reads the table."""

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
    """Sealed with another key, for another purpose or owner, or altered since."""


def seal(secret: str, *, key: bytes, purpose: str, owner: UUID) -> str:
    """The secret encrypted (AES-256-GCM, NIST SP 800-38D), bound to the store's key, what it is for and whose it is."""
    nonce = os.urandom(NONCE_BYTES)
    hidden = _cipher(key, purpose).encrypt(nonce, secret.encode(), owner.bytes)
    return VERSION + urlsafe_b64encode(nonce + hidden).decode("ascii")


def unseal(sealed: str, *, key: bytes, purpose: str, owner: UUID) -> str:
    """The secret again. Raises SealBroken unless all is as it was when it was sealed."""
    try:
        if not sealed.startswith(VERSION):
            raise SealBroken
        packed = urlsafe_b64decode(sealed.removeprefix(VERSION))
        return _cipher(key, purpose).decrypt(packed[:NONCE_BYTES], packed[NONCE_BYTES:], owner.bytes).decode()
    except (InvalidTag, ValueError) as broken:
        raise SealBroken from broken


@lru_cache(maxsize=16)
def _cipher(key: bytes, purpose: str) -> AESGCM:
    return AESGCM(derived(key, purpose))


@lru_cache(maxsize=16)
def derived(key: bytes, purpose: str) -> bytes:
    """A key of 256 bits for one purpose alone, from the store's key (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"atrium {purpose} secret".encode()).derive(key)

"""Who comes with a password keeps it, and it is hashed our way from the first sign-in on."""

from __future__ import annotations

import bcrypt
import pytest
from argon2 import PasswordHasher
from argon2.low_level import Type

from atrium.access import passwords
from atrium.access.foreign_hashes import is_known_hash
from atrium.clients.models import Client, ClientStatus
from atrium.clients.signing_in.actions import sign_in
from atrium.errors import SignInRefused
from tests.imports.given import imported, someone

PASSWORD = "seven green otters juggle äöü"


def a_bcrypt(sign: str) -> str:
    return bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode().replace("$2b$", sign)


HASHES = {
    "php": a_bcrypt("$2y$"),
    "bcrypt": a_bcrypt("$2b$"),
    "argon2id": PasswordHasher(1, 8192, 1).hash(PASSWORD.encode()),
    "argon2i": PasswordHasher(1, 8192, 1, type=Type.I).hash(PASSWORD.encode()),
}


@pytest.mark.parametrize("kind", HASHES)
async def test_an_imported_password_lets_in_and_is_upgraded_at_once(kind: str):
    row = {"First name": "Ada", "E-mail": "ada@example.org", "Password hash": HASHES[kind]}
    await imported([row], await someone())
    before = await Client.get()

    with pytest.raises(SignInRefused):
        await sign_in("ada@example.org", "another", address="192.0.2.1")
    await sign_in("ada@example.org", PASSWORD, address="192.0.2.1")

    after = await Client.get()
    assert (before.status, before.password_hash) == (ClientStatus.ACTIVE, HASHES[kind])
    assert str(after.password_hash).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    await sign_in("ada@example.org", PASSWORD, address="192.0.2.1")


@pytest.mark.parametrize(
    "text",
    [
        "", "secret", "5f4dcc3b5aa765d61d8327deb882cf99:abcd", "$1$salt$hash", "$2y$31$" + "a" * 53, "$2y$10$short",
        "$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo", "$argon2id$nonsense", "ä" * 60,
    ],
)  # fmt: skip
def test_what_cannot_be_verified_at_a_bearable_cost_is_no_hash(text: str):
    assert not is_known_hash(text)


async def test_an_address_that_is_nobodys_takes_the_time_of_some_client(monkeypatch: pytest.MonkeyPatch):
    """Else those who came with another system's hash could be told from nobody by the clock."""
    seen: list[str] = []

    def matches(password: bytes, password_hash: str) -> bool:
        seen.append(password_hash[:7])
        return False

    monkeypatch.setattr(passwords, "_matches", matches)
    rows = [
        {"First name": str(n), "E-mail": f"c{n}@example.org", "Password hash": "$2y$10$" + "a" * 53 if n % 2 else ""}
        for n in range(40)
    ]
    await imported(rows, await someone())

    for n in [*range(100), *range(100)]:
        with pytest.raises(SignInRefused):
            await sign_in(f"nobody{n}@example.org", PASSWORD, address=f"192.0.{n}.1")

    assert seen[:100] == seen[100:]
    assert 30 <= seen[:100].count("$2y$10$") <= 70

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from argon2 import PasswordHasher

from atrium.access.passwords import (
    NOBODYS_HASH,
    generate_password,
    hash_password,
    needs_rehash,
    password_faults,
    verify_password,
)


async def test_only_the_password_that_was_hashed_is_right():
    made = await hash_password("seven green otters juggle")

    assert await verify_password("seven green otters juggle", made)
    assert not await verify_password("seven green otters juggl", made)


async def test_a_hash_names_its_costs_and_never_the_same_salt_twice():
    first, second = await hash_password("same"), await hash_password("same")

    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second


async def test_a_password_is_the_same_however_its_keyboard_composes_it():
    made = await hash_password(unicodedata.normalize("NFC", "über alle Brücken gehen"))

    assert await verify_password(unicodedata.normalize("NFD", "über alle Brücken gehen"), made)


@pytest.mark.parametrize("password", ["", "\x00", "\ud800", "a" * 5000])
async def test_odd_passwords_are_wrong_and_no_error(password: str):
    assert not await verify_password(password, NOBODYS_HASH)


async def test_without_an_account_every_password_is_wrong():
    assert not await verify_password("this is nobody's password", None)


async def test_a_damaged_hash_lets_nobody_in():
    assert not await verify_password("anything", "not a hash")


def test_the_unknown_account_costs_what_a_real_one_costs():
    assert not needs_rehash(NOBODYS_HASH)


def test_a_hash_of_another_cost_is_to_be_made_again():
    assert needs_rehash(PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("cheap"))


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short one", "TOO_SHORT"),
        ("qwertyuiop", "TOO_WEAK"),
        ("password12", "TOO_WEAK"),
        ("aaaaaaaaaaaa", "TOO_WEAK"),
        ("x" * 1025, "TOO_LONG"),
    ],
)
async def test_short_long_and_guessable_passwords_are_not_taken(password: str, code: str):
    faults = await password_faults(password)

    assert [(fault.path, fault.code) for fault in faults] == [(("password",), code)]


@pytest.mark.parametrize(
    "password", ["seven green otters juggle", "Ünïcödé ist kein Problem", "k" * 10 + "7hq-2mz" * 140]
)
async def test_a_password_that_is_hard_to_guess_is_taken(password: str):
    assert await password_faults(password) == []


async def test_a_password_made_of_its_owners_name_and_address_is_not_taken():
    assert await password_faults("throgmortonvexley") == []

    faults = await password_faults(
        "throgmortonvexley", about=("Throgmorton Vexley", "ada@throgmortonvexley.example.org")
    )

    assert [fault.code for fault in faults] == ["TOO_WEAK"]


async def test_a_generated_password_would_be_taken_and_is_never_the_same():
    made = {generate_password() for _ in range(20)}

    assert len(made) == 20
    assert await password_faults(next(iter(made))) == []


FORKED = """
import asyncio, os, sys
from atrium.access.passwords import hash_password, verify_password
hashed = asyncio.run(hash_password("before the fork"))
child = os.fork()
if child == 0:
    os._exit(0 if asyncio.run(verify_password("before the fork", hashed)) else 1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_forked_process_verifies_passwords_though_its_parent_hashed_some():
    done = subprocess.run([sys.executable, "-c", FORKED], timeout=20, check=False)

    assert done.returncode == 0

"""E-mail addresses as they are given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from atrium.faults import Faults
from atrium.folding import fold_email

EMAIL_LONGEST = 254  # RFC 5321 §4.5.3.1.3: a path holds 256 octets, two of them angle brackets
FOLD_LONGEST = 640


PLAIN = re.compile(
    r"((?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+\.)*[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)@([A-Za-z0-9.-]+)", re.ASCII
)
LOCAL_LONGEST = 64  # RFC 5321 §4.5.3.1.1


@dataclass(frozen=True)
class Email:
    """An address that mail can be sent to, and the canonical form under which it is unique."""

    address: str
    fold: str


def read_email(faults: Faults, path: str, given: str | None, *, required: bool = False) -> Email | None:
    """The address, its domain in lower case; None for none. Notes MALFORMED beside the faults of any text.

    Whether anybody reads it is found out by writing to it, not by asking its domain.
    """
    text = faults.text(path, given, EMAIL_LONGEST, required=required)
    if not text:
        return None
    try:
        address = _plain(text) or validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        faults.add(path, "MALFORMED", "This is not an e-mail address. It should look like name@example.com.")
        return None
    email = Email(address, fold_email(address))
    if len(email.fold) > FOLD_LONGEST:
        faults.add(path, "TOO_LONG", f"This is too long: at most {EMAIL_LONGEST} characters.")
        return None
    return email


def _plain(text: str) -> str | None:
    """What the validator would make of an address in ASCII without quotes, asked once a domain; None for any other."""
    found = PLAIN.fullmatch(text)
    domain = _domain(found[2]) if found and len(found[1]) <= LOCAL_LONGEST else None
    return f"{found[1]}@{domain}" if found and domain else None


@lru_cache(maxsize=4096)
def _domain(given: str) -> str | None:
    try:
        return validate_email(f"a@{given}", check_deliverability=False).domain
    except EmailNotValidError:
        return None

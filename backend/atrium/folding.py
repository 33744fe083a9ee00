"""What makes two texts the same to a person who searches: case, accents and ways of writing folded away.

Folded text is made here only, never by a database, so both databases find alike.
"""

from __future__ import annotations

import re
import unicodedata

import idna

LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ĸ": "k"}
)
"""Letters that people write without their stroke or ligature, and that Unicode does not decompose."""

KEPT_CLASSES = frozenset({0, 7, 8, 9})  # nukta, kana voicing, virama: without them it is another letter
SORT_KEY_BYTES = 2000  # PostgreSQL keeps at most 2,704 bytes in a b-tree entry
NOT_DIGITS = re.compile(r"[^0-9]+")


def fold(text: str) -> str:
    """The text as it is compared: no case, no accents, compatibility forms unified, single spaces (NFKD → NFKC).

    Folding what is folded changes nothing.
    """
    if text.isascii():  # most is, and has nothing but its case and its spaces to lose
        return " ".join(text.lower().split())
    bare = _bare(_bare(text))  # what one pass makes of ligatures may itself have case
    return " ".join(unicodedata.normalize("NFKC", bare).split())


class _Signs(dict[int, int | str | None]):
    """What becomes of each character, found out when it is first met: letters lose their strokes, marks go."""

    def __missing__(self, code: int) -> int | None:
        kept = code if unicodedata.combining(chr(code)) in KEPT_CLASSES else None
        self[code] = kept
        return kept


_SIGNS = _Signs(LETTERS)


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", folded).translate(_SIGNS)


def sort_key(text: str, longest: int) -> str:
    """The folded text cut to `longest` characters and to what an index can hold; what is cut off only orders less."""
    cut = fold(text)[:longest]
    return cut.encode("utf-8", "ignore")[:SORT_KEY_BYTES].decode("utf-8", "ignore")


def fold_email(address: str) -> str:
    """The canonical form of an address: two that fold alike are one mailbox to us.

    The local part is NFKC and caseless, the domain is in its ASCII form (IDNA 2008, UTS 46), lower case. What is no
    address may be given too: the result is merely stable.
    """
    if address.isascii():
        return address.strip().lower()
    local, at, domain = unicodedata.normalize("NFKC", address.strip()).rpartition("@")
    return unicodedata.normalize("NFKC", local.casefold()) + at + _ascii_domain(domain)


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain.lower()
    try:
        return idna.encode(domain, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return domain.casefold()


def digits_of(text: str) -> str:
    """The decimal digits in it, in ASCII, whatever script they are written in."""
    if text.isascii():
        return NOT_DIGITS.sub("", text)
    return NOT_DIGITS.sub("", unicodedata.normalize("NFKC", "".join(_ascii_digit(sign) for sign in text)))


def _ascii_digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)

"""What a search asks for, and what a client is found by."""

from __future__ import annotations

import pytest

from atrium.clients.search import Findable, Term, TermKind, document_for, terms
from atrium.errors import BadUserInput


def asked(search: str) -> list[tuple[str, str]]:
    return [(term.kind.value, term.text) for term in terms(search)]


@pytest.mark.parametrize(
    ("search", "wanted"),
    [
        ("", []),
        ("  \t ", []),
        ("Änne MÜLLER", [("contains", "anne"), ("contains", "muller")]),
        ("anne anne", [("contains", "anne")]),
        ("Li", [("prefix", "li")]),
        ("Smith & Søns", [("contains", "smith"), ("contains", "sons")]),
        ("&", [("prefix", "&")]),
        ("李小", [("prefix", "李小")]),
        ("12", [("number", "12")]),
        ("1042", [("digits", "1042")]),
        ("50%_off", [("contains", "50%_off")]),
        ("ada@example.org", [("contains", "ada@example.org")]),
        ("+49 (30) 123-456", [("digits", "4930123456")]),
        ("0049 30 123456", [("digits", "4930123456")]),
        ("030 123456", [("digits", "30123456")]),
        ("+44 (0)20 7946 0000", [("digits", "442079460000")]),
        ("123-456", [("digits", "123456")]),
        ("anne\x00müller", [("contains", "anne"), ("contains", "muller")]),
        ("an\ud800ne", [("prefix", "an"), ("prefix", "ne")]),
    ],
)
def test_a_search_is_words_that_must_all_be_met(search: str, wanted: list[tuple[str, str]]):
    assert asked(search) == wanted


def test_a_search_that_is_far_too_long_is_refused():
    with pytest.raises(BadUserInput):
        terms("x" * 201)
    with pytest.raises(BadUserInput):
        terms(" ".join(f"w{count}" for count in range(13)))


def test_the_document_holds_all_that_a_client_is_found_by():
    document = document_for(
        Findable(
            1042,
            "Änne Müller",
            "Änne",
            "Müller",
            "INV-77/b",
            emails=["Änne@Bücher.example"],
            phones=["+4930123456"],
            companies=[("Bücher & Söhne", "DE136695976")],
        )
    )

    lines = document.split("\n")
    assert lines == [
        *("anne muller", "muller anne", "anne@bucher.example", "änne@xn--bcher-kva.example", "4930123456"),
        *("bucher & sohne", "de136695976", "inv-77/b", "inv77b", "1042"),
    ]


def test_what_a_person_types_is_found_in_what_was_stored():
    document = document_for(Findable(7, "Łukasz Żak", "Łukasz", "Żak", phones=["+48221234567"]))

    for search in ("lukasz", "ŻAK", "22 123 45 67", "+48 22 1234567"):
        assert all(term.text in document for term in terms(search)), search


def test_a_term_is_a_value_that_can_be_compared():
    assert Term(TermKind.PREFIX, "a") == Term(TermKind.PREFIX, "a")

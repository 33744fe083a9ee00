"""Folding: what a person takes for the same is the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atrium.folding import digits_of, fold, fold_email, sort_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Änne", "anne"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Đặng Thị Ánh", "dang thi anh"),
        ("İpek", "ipek"),
        ("ＡＢＣ", "abc"),
        ("李小龙", "李小龙"),
        ("がく", "がく"),
        ("Ελένη", "ελενη"),
        ("  two\u00a0 words ", "two words"),
    ],
)
def test_case_accents_and_width_fold_away(written: str, folded: str):
    assert fold(written) == folded


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_folding_what_is_folded_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_a_sort_key_fits_an_index(text: str):
    key = sort_key(text, 800)

    assert len(key) <= 800
    assert len(key.encode()) <= 2000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada@Example.COM", "ada@example.com"),
        ("ada@BÜCHER.example", "ada@xn--bcher-kva.example"),
        ("JÖRG@example.org", "jörg@example.org"),
        ("jo\u0308rg@example.org", "jörg@example.org"),
    ],
)
def test_addresses_that_reach_one_mailbox_fold_alike(one: str, other: str):
    assert fold_email(one) == fold_email(other)


def test_what_is_no_address_folds_without_a_fault():
    assert fold_email("no address @ all..") == fold_email("NO ADDRESS @ ALL..")
    assert fold_email("") == ""


def test_digits_of_every_script_are_digits():
    assert digits_of("+٤٩ (30) 12-３") == "4930123"

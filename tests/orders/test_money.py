"""Amounts: as many decimals as the currency has, printed alike by both databases and by Python."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atrium import database
from atrium.faults import Faults
from atrium.orders.money import amount_of, amount_sql, read_amount


@pytest.mark.parametrize(
    ("given_", "currency", "minor"),
    [("20", "EUR", 2000), ("0.01", "EUR", 1), ("1.230", "EUR", 123), ("500", "JPY", 500), ("1.234", "KWD", 1234)],
)
def test_an_amount_is_kept_in_its_currencys_smallest_unit(given_: str, currency: str, minor: int):
    faults = Faults()

    assert read_amount(faults, "price", Decimal(given_), currency) == minor
    assert not faults.found


@pytest.mark.parametrize(
    ("given_", "currency", "code"),
    [
        ("-0.01", "EUR", "NEGATIVE"), ("0.001", "EUR", "TOO_PRECISE"), ("1.5", "JPY", "TOO_PRECISE"),
        ("1e-500", "EUR", "TOO_PRECISE"), ("1e15", "EUR", "TOO_LARGE"), ("1e500", "JPY", "TOO_LARGE"),
        ("NaN", "EUR", "TOO_LARGE"), ("Infinity", "EUR", "TOO_LARGE"), ("999999999999999", "EUR", "TOO_LARGE"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(given_: str, currency: str, code: str):
    faults = Faults()

    read_amount(faults, "price", Decimal(given_), currency)

    assert [fault.code for fault in faults.found] == [code]


@given(st.integers(-(10**16), 10**16), st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
async def test_both_databases_print_amounts_as_python_does(minor: int, currency: str):
    row = f"(SELECT {minor} AS minor, '{currency}' AS currency) q"

    (found,) = await database.rows(f"SELECT {amount_sql('q.minor', 'q.currency')} AS printed FROM {row}")

    assert found["printed"] == str(amount_of(minor, currency))

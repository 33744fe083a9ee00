"""Contact details as people write them: what is understood, and what is refused."""

from __future__ import annotations

import pytest

from atrium.contacts.addresses import read_address
from atrium.contacts.companies import read_company
from atrium.contacts.emails import Email, read_email
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.contacts.phones import Phone, read_phone
from atrium.faults import Faults


def codes(faults: Faults) -> list[tuple[str, str]]:
    return [(".".join(fault.path), fault.code) for fault in faults.found]


@pytest.mark.parametrize(
    ("given", "email"),
    [
        (" Ada@Example.ORG ", Email("Ada@example.org", "ada@example.org")),
        ("ada@bücher.example", Email("ada@bücher.example", "ada@xn--bcher-kva.example")),
        ("ada@xn--bcher-kva.example", Email("ada@bücher.example", "ada@xn--bcher-kva.example")),
        ("李@example.org", Email("李@example.org", "李@example.org")),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_kept_as_written_and_compared_folded(given: str | None, email: Email | None):
    faults = Faults()

    assert read_email(faults, "email", given) == email
    assert faults.found == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("ada", "MALFORMED"),
        ("ada@localhost", "MALFORMED"),
        ("ada@@example.org", "MALFORMED"),
        ("ada@example..org", "MALFORMED"),
        ("Ada <ada@example.org>", "MALFORMED"),
        ("ada@example.org\nbcc: eve@example.org", "CONTROL_CHARACTER"),
        ("ada\x00@example.org", "CONTROL_CHARACTER"),
        ("ada\ud800@example.org", "CONTROL_CHARACTER"),
        ("a" * 250 + "@example.org", "TOO_LONG"),
        ("\ufdfa" * 60 + "@example.org", "TOO_LONG"),
    ],
)
def test_what_is_no_address_is_refused(given: str, code: str):
    faults = Faults()

    assert read_email(faults, "email", given) is None
    assert codes(faults) == [("email", code)]


@pytest.mark.parametrize(
    ("given", "country", "phone"),
    [
        ("+49 30 123456", "", Phone("+4930123456", "DE", "+49 30 123456")),
        ("030 / 123456", "DE", Phone("+4930123456", "DE", "+49 30 123456")),
        ("+44 20 7946 0958", "DE", Phone("+442079460958", "GB", "+44 20 7946 0958")),
        ("(202) 555-0100", "US", Phone("+12025550100", "US", "+1 202-555-0100")),
        ("+800 1234 5678", "", Phone("+80012345678", "", "+800 1234 5678")),
        ("", "DE", None),
    ],
)
def test_a_phone_number_becomes_e164_with_its_country_and_is_grouped(given: str, country: str, phone: Phone | None):
    faults = Faults()

    assert read_phone(faults, "phone", given, country) == phone
    assert faults.found == []


@pytest.mark.parametrize("given", ["030 123456", "call me", "+49 1", "+999 123456789", "+49 30 123456 ext 5"])
def test_what_is_no_phone_number_is_refused(given: str):
    faults = Faults()

    assert read_phone(faults, "phone", given) is None
    assert codes(faults) == [("phone", "INVALID_PHONE")]


@pytest.mark.parametrize(
    ("country", "postcode", "region", "found"),
    [
        ("DE", "10115", "", []),
        ("DE", "1011", "", [("address.postcode", "MALFORMED")]),
        ("DE", "", "", [("address.postcode", "REQUIRED")]),
        ("GB", "sw1a 1aa", "", []),
        ("US", "62701-1234", "IL", []),
        ("US", "62701", "", [("address.region", "REQUIRED")]),
        ("IE", "", "", []),
        ("AE", "", "", []),
        ("de", "10115", "", []),
        ("ZZ", "", "", [("address.country", "UNKNOWN_COUNTRY")]),
        ("", "", "", [("address.country", "REQUIRED")]),
    ],
)
def test_an_address_has_what_its_country_needs(country: str, postcode: str, region: str, found: list[tuple[str, str]]):
    faults = Faults().within("address")

    read_address(faults, AddressInput(line1="1 Main", city="Town", country=country, postcode=postcode, region=region))

    assert codes(faults) == found


def test_every_fault_of_an_address_is_told_at_once():
    faults = Faults().within("address")

    read_address(faults, AddressInput(line1=" ", line2="x" * 201, city="a\x07", country="Narnia"))

    assert codes(faults) == [
        ("address.country", "UNKNOWN_COUNTRY"),
        ("address.line1", "REQUIRED"),
        ("address.line2", "TOO_LONG"),
        ("address.city", "CONTROL_CHARACTER"),
    ]


@pytest.mark.parametrize(
    ("tax_id", "country", "kept"),
    [
        ("DE 136 695 976", "", "DE136695976"),
        ("136695976", "DE", "136695976"),
        ("EL094259216", "", "EL094259216"),
        ("ATU13585627", "DE", "ATU13585627"),
        ("91-1144442", "US", "911144442"),
        ("RSSMRA85T10A562S", "IT", "RSSMRA85T10A562S"),
        ("29AABCU9603R1ZJ", "IN", "29AABCU9603R1ZJ"),
        ("whatever 12", "", "whatever 12"),
        ("", "DE", ""),
    ],
)
def test_a_tax_id_is_checked_where_its_country_has_a_rule(tax_id: str, country: str, kept: str):
    faults = Faults()

    company = read_company(faults, CompanyInput(name="Engines", tax_id=tax_id), country)

    assert company is not None
    assert (company.tax_id, faults.found) == (kept, [])


@pytest.mark.parametrize(("tax_id", "country"), [("DE136695977", ""), ("136695977", "DE"), ("FR12345", "FR")])
def test_a_tax_id_with_a_wrong_check_digit_is_refused(tax_id: str, country: str):
    faults = Faults().within("company")

    read_company(faults, CompanyInput(name="Engines", tax_id=tax_id), country)

    assert codes(faults) == [("company.taxId", "INVALID_TAX_ID")]


def test_text_is_stripped_composed_and_must_show_something():
    faults = Faults()

    assert faults.text("name", "  Jo\u0308rg ", 200) == "Jörg"
    assert faults.text("name", "\u200b\u200d", 200) == ""
    assert faults.text("note", "one\ntwo", 200, lines=True) == "one\ntwo"
    assert faults.found == []


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\u2028", "\u202e", "\ud800", "\n"])
def test_text_with_a_sign_that_cannot_be_shown_is_refused(sign: str):
    faults = Faults()

    assert faults.text("name", f"a{sign}b", 200) == ""
    assert codes(faults) == [("name", "CONTROL_CHARACTER")]

"""Postal addresses as they are given."""

from __future__ import annotations

from dataclasses import dataclass

from atrium.contacts.inputs import AddressInput
from atrium.contacts.places import NEEDS_REGION, POSTCODE_OPTIONAL, country_code, postcode_shape
from atrium.faults import Faults

LABEL_LONGEST = 60
LINE_LONGEST = 200
TOWN_LONGEST = 120
POSTCODE_LONGEST = 20


@dataclass(frozen=True)
class Address:
    """An address that has what its country needs."""

    label: str
    line1: str
    line2: str
    city: str
    region: str
    postcode: str
    country: str


def read_address(faults: Faults, given: AddressInput | None) -> Address | None:
    """The address. Notes UNKNOWN_COUNTRY, REQUIRED and MALFORMED (postcodes) beside the faults of any text."""
    if given is None:
        return None
    country = read_country(faults, given.country)
    return Address(
        label=faults.text("label", given.label, LABEL_LONGEST),
        line1=faults.text("line1", given.line1, LINE_LONGEST, required=True),
        line2=faults.text("line2", given.line2, LINE_LONGEST),
        city=faults.text("city", given.city, TOWN_LONGEST, required=True),
        region=faults.text("region", given.region, TOWN_LONGEST, required=country in NEEDS_REGION),
        postcode=_postcode(faults, given.postcode, country),
        country=country,
    )


def read_country(faults: Faults, given: str) -> str:
    """The country's code, `""` when it is not known."""
    text = faults.text("country", given, LINE_LONGEST, required=True)
    country = country_code(text) if text else ""
    if country is None:
        faults.add(
            "country", "UNKNOWN_COUNTRY", "There is no such country. Give its two letters (ISO 3166-1), like DE."
        )
    return country or ""


def _postcode(faults: Faults, given: str | None, country: str) -> str:
    shape = postcode_shape(country)
    needed = shape is not None and country not in POSTCODE_OPTIONAL
    postcode = " ".join(faults.text("postcode", given, POSTCODE_LONGEST, required=needed).upper().split())
    if postcode and shape and not shape.fullmatch(postcode):
        faults.add("postcode", "MALFORMED", f"This is not a postcode of {country}.")
    return postcode

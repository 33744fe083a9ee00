"""Telephone numbers as they are given."""

from __future__ import annotations

from dataclasses import dataclass

import phonenumbers

from atrium.faults import Faults

PHONE_LONGEST = 60


@dataclass(frozen=True)
class Phone:
    """A number in E.164 (ITU-T) and the country (ISO 3166-1 alpha-2) it belongs to, `""` for numbers of no country.

    `formatted` is the number as its country groups it: +44 20 7946 0018 (ITU-T E.123).
    """

    number: str
    country: str
    formatted: str


def read_phone(faults: Faults, path: str, given: str | None, country: str = "") -> Phone | None:
    """The number; None for none. Notes INVALID_PHONE beside the faults of any text.

    A number without country code is read as one of `country`. Its length must be possible; whether the range is in use
    is not asked, because operators open new ones faster than tables follow.
    """
    text = faults.text(path, given, PHONE_LONGEST)
    if not text:
        return None
    try:
        parsed = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or parsed.extension or not _is_possible(parsed):
        faults.add(
            path, "INVALID_PHONE", "This is not a phone number. Begin with + and the country code: +49 30 123456."
        )
        return None
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return Phone(number, _country_of(parsed), _grouped(parsed))


def _grouped(parsed: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _is_possible(parsed: phonenumbers.PhoneNumber) -> bool:
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)


def _country_of(parsed: phonenumbers.PhoneNumber) -> str:
    region = phonenumbers.region_code_for_number(parsed)
    country = region or phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    return country if country.isalpha() else ""  # "001" is the whole world: freephone and satellite numbers

"""Countries (ISO 3166-1), and what a postal address needs in each."""

from __future__ import annotations

import re
from functools import cache

import pycountry

NEEDS_REGION = frozenset({"AU", "CA", "US"})
POSTCODE_OPTIONAL = frozenset({"CL", "CN", "GE", "ID", "IE", "IR", "MA", "PH", "TN", "VN"})

POSTCODES = {
    4: "AL AM AT AU BE BG CH CY DK GE HU LI LU LV MD MK NO NZ PH SI TN ZA",
    5: "BA CU DE DZ EE ES FI FR HR ID IT KR LT MA MC ME MX MY RS SM TH TR TW UA XK",
    6: "BY CN IN KG KZ RO RU SG UZ VN",
    7: "IL JP",
}
"""Where a postcode is so many digits, and people know theirs."""

SHAPES = {
    "BR": r"\d{5}-?\d{3}", "CA": r"[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d", "CL": r"\d{3}-?\d{4}", "CZ": r"\d{3} ?\d{2}",
    "GB": r"(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})", "GR": r"\d{3} ?\d{2}", "IE": r"[A-Z]\d[\dW] ?[A-Z\d]{4}",
    "IN": r"[1-9]\d{2} ?\d{3}", "IR": r"\d{5}-?\d{5}", "IS": r"\d{3}", "JP": r"\d{3}-?\d{4}", "LT": r"(LT-)?\d{5}",
    "LU": r"(L-)?\d{4}", "LV": r"(LV-)?\d{4}", "MD": r"(MD-?)?\d{4}",
    "MT": r"[A-Z]{3} ?\d{4}", "NL": r"[1-9]\d{3} ?[A-Z]{2}",
    "PL": r"\d{2}-\d{3}", "PT": r"\d{4}-\d{3}", "SE": r"\d{3} ?\d{2}", "SI": r"(SI-)?\d{4}", "SK": r"\d{3} ?\d{2}",
    "TW": r"\d{3}(-?\d{2,3})?", "US": r"\d{5}(-\d{4})?",
}  # fmt: skip
"""Where it is written otherwise (Universal Postal Union, addressing systems)."""


@cache
def _countries() -> frozenset[str]:
    return frozenset(country.alpha_2 for country in pycountry.countries) | {"XK"}  # Kosovo, as banks and posts write it


def country_code(text: str) -> str | None:
    """The code in capitals; None for one that no country has."""
    code = text.strip().upper()
    return code if code in _countries() else None


@cache
def postcode_shape(country: str) -> re.Pattern[str] | None:
    """What a postcode of this country looks like; None where there are none, or where their form is free."""
    if country in SHAPES:
        return re.compile(SHAPES[country], re.ASCII)
    for length, countries in POSTCODES.items():
        if country in countries.split():
            return re.compile(rf"\d{{{length}}}", re.ASCII)
    return None

"""Which languages (BCP 47) and currencies (ISO 4217) there are."""

from __future__ import annotations

from functools import cache

import pycountry

from atrium.contacts.places import country_code


def currency_code(text: str) -> str | None:
    """The code in capitals; None for one that no currency has."""
    code = text.upper()
    return code if code in _currencies() else None


def language_tag(text: str) -> str | None:
    """The tag in its usual writing (`de`, `pt-BR`, `zh-Hant-TW`); None where a part of it is not known."""
    language, *rest = text.replace("_", "-").split("-")
    if language.lower() not in _languages():
        return None
    tag = [language.lower()]
    if rest and rest[0].title() in _scripts():
        tag.append(rest.pop(0).title())
    region = country_code(rest[0]) if rest else None
    if region:
        tag.append(region)
        rest.pop(0)
    return None if rest else "-".join(tag)


@cache
def _currencies() -> frozenset[str]:
    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


@cache
def _languages() -> frozenset[str]:
    both = [(getattr(language, "alpha_2", None), language.alpha_3) for language in pycountry.languages]
    return frozenset(code for codes in both for code in codes if code)


@cache
def _scripts() -> frozenset[str]:
    return frozenset(script.alpha_4 for script in pycountry.scripts)

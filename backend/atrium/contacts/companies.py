"""Companies as they are given, with the tax ids that can be checked without asking anybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

from atrium.contacts.inputs import CompanyInput
from atrium.faults import Faults
from atrium.folding import sort_key

NAME_LONGEST = 200
TAX_ID_LONGEST = 40
REGISTRATION_LONGEST = 60
SEPARATORS = re.compile(r"[\s.\-/_·]+")
WITH_PREFIX = re.compile(r"([A-Z]{2})[A-Z]{0,2}\d[0-9A-Z+*]{5,}")

KINDS = {
    "AR": "cuit", "AT": "uid tin", "AU": "abn acn", "BE": "vat", "BG": "vat", "BR": "cnpj cpf", "CA": "bn",
    "CH": "vat uid", "CL": "rut", "CN": "uscc", "CO": "nit", "CY": "vat", "CZ": "dic", "DE": "vat stnr idnr",
    "DK": "cvr", "EE": "kmkr", "ES": "nif", "FI": "alv", "FR": "tva siren siret", "GB": "vat utr", "GR": "vat",
    "HR": "oib", "HU": "anum", "ID": "npwp", "IE": "vat", "IL": "hp", "IN": "gstin pan", "IT": "iva codicefiscale",
    "JP": "cn in_", "KR": "brn", "LT": "pvm", "LU": "tva", "LV": "pvn", "MT": "vat", "MX": "rfc", "NL": "btw",
    "NO": "mva orgnr", "NZ": "ird", "PL": "nip", "PT": "nif", "RO": "cf cui", "RS": "pib", "RU": "inn",
    "SE": "vat orgnr", "SG": "uen", "SI": "ddv", "SK": "dph", "TH": "tin", "TR": "vkn tckimlik", "TW": "ubn",
    "UA": "edrpou rntrc", "US": "ein tin", "VN": "mst", "ZA": "tin",
}  # fmt: skip
"""By country, which numbers a business may give as its tax id (modules of python-stdnum)."""

MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GB HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
PREFIXES = {code: code for code in MEMBERS.split()} | {"EL": "GR"}
"""The letters by which a VAT number names its country (Directive 2006/112/EC, article 215; and Britain's)."""


@dataclass(frozen=True)
class Company:
    """A company; `tax_id` is without separators where its kind was recognised."""

    name: str
    name_fold: str
    tax_id: str
    registration_number: str


def read_company(faults: Faults, given: CompanyInput | None, country: str = "") -> Company | None:
    """The company, its tax id checked by its own country prefix or else as one of `country`.

    Notes INVALID_TAX_ID beside the faults of any text. Ids of countries that we know no rule for are taken as given.
    """
    if given is None:
        return None
    name = faults.text("name", given.name, NAME_LONGEST, required=True)
    tax_id = read_tax_id(faults, given.tax_id, country)
    registration_number = faults.text("registrationNumber", given.registration_number, REGISTRATION_LONGEST)
    return Company(name, sort_key(name, 800), tax_id, registration_number)


def read_tax_id(faults: Faults, given: str | None, country: str) -> str:
    """The tax id, `""` for none."""
    text = faults.text("taxId", given, TAX_ID_LONGEST)
    compact = SEPARATORS.sub("", text).upper()
    prefix = WITH_PREFIX.fullmatch(compact)
    named = PREFIXES.get(prefix[1], "") if prefix else ""
    kinds = (*_kinds_of(named), *_kinds_of(country))
    if not text or not kinds:
        return text
    if not any(kind.is_valid(compact) for kind in kinds):
        message = f"This is not a tax id of {named or country}: its form or its check digit is wrong."
        faults.add("taxId", "INVALID_TAX_ID", message)
    return compact


@cache
def _kinds_of(country: str) -> tuple[ModuleType, ...]:
    room = f"stdnum.{country.lower()}{'_' if country == 'IN' else ''}"
    return tuple(import_module(f"{room}.{kind}") for kind in KINDS.get(country, "").split())

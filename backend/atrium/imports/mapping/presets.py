"""The client exports of other programs: by their own headings, and those of their tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from atrium.folding import fold

PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Preset:
    """What a program's headings (letters and digits alone) mean; "" is of no use here.

    `signs` are headings that together give the program away: each line of them must be there whole.
    """

    name: str
    title: str
    fields: Mapping[str, str]
    signs: tuple[frozenset[str], ...]
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def field_of(self, heading: str) -> str | None:
        return self.fields.get(PLAIN.sub("", fold(heading)))

    def values_of(self, heading: str) -> Mapping[str, Any]:
        return self.values.get(PLAIN.sub("", fold(heading)), {})

    def likeness(self, headings: set[str]) -> float:
        """1 and more where all of some signs are there; the more signs, the surer."""
        return max((len(signs) / 3 if signs <= headings else 0.0) for signs in self.signs)


def _signs(*lines: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in lines)


_WHMCS = {
    "id": "externalId", "clientid": "externalId", "firstname": "firstName", "lastname": "lastName",
    "companyname": "company", "email": "email", "address1": "line1", "address2": "line2", "city": "city",
    "state": "region", "postcode": "postcode", "country": "country", "phonenumber": "phone", "taxid": "taxId",
    "currency": "currency", "currencycode": "currency", "language": "language", "password": "passwordHash",
    "notes": "notes", "clientgroup": "tags", "status": "allowLogin", "datecreated": "createdAt",
    "creationdate": "createdAt", "signupdate": "createdAt", "emailverified": "emailVerified",
    "uuid": "", "credit": "", "groupid": "", "defaultgateway": "", "lastlogin": "", "ip": "", "host": "",
}  # fmt: skip
_BLESTA = {
    "clientid": "externalId", "idcode": "externalId", "firstname": "firstName", "lastname": "lastName",
    "company": "company", "email": "email", "address1": "line1", "address2": "line2", "city": "city", "state": "region",
    "zip": "postcode", "zippostalcode": "postcode", "zipcode": "postcode", "country": "country", "number": "phone",
    "phone": "phone", "phonenumber": "phone", "taxid": "taxId", "status": "allowLogin", "dateadded": "createdAt",
    "language": "language", "defaultcurrency": "currency", "password": "passwordHash", "clientgroup": "tags",
    "title": "", "username": "", "clientgroupid": "", "userid": "", "idvalue": "", "idformat": "",
}  # fmt: skip
_FOSSBILLING = {
    "id": "externalId", "aid": "", "email": "email", "pass": "passwordHash", "status": "allowLogin",
    "emailapproved": "emailVerified", "firstname": "firstName", "lastname": "lastName", "phonecc": "phonePrefix",
    "phone": "phone", "company": "company", "companyvat": "taxId", "companynumber": "registrationNumber",
    "address1": "line1", "address2": "line2", "city": "city", "state": "region", "postcode": "postcode",
    "country": "country", "currency": "currency", "lang": "language", "notes": "notes", "createdat": "createdAt",
    "group": "tags", "role": "", "salt": "", "ip": "", "apitoken": "", "updatedat": "", "clientgroupid": "",
    "authtype": "", "type": "", "gender": "", "birthday": "", "referredby": "", "taxexempt": "",
}  # fmt: skip
_UPMIND = {
    "id": "externalId", "clientid": "externalId", "reference": "externalId", "firstname": "firstName",
    "lastname": "lastName", "email": "email", "loginemail": "email", "phone": "phone", "phonenumber": "phone",
    "phonecode": "phonePrefix", "company": "company", "companyname": "company", "vatnumber": "taxId",
    "regnumber": "registrationNumber", "companyregnumber": "registrationNumber", "address1": "line1",
    "address2": "line2", "city": "city", "region": "region", "regioncode": "region", "regionname": "region",
    "state": "region", "postcode": "postcode", "country": "country", "countrycode": "country", "currency": "currency",
    "currencycode": "currency", "language": "language", "languagecode": "language", "createdat": "createdAt",
    "verified": "emailVerified", "tags": "tags", "notes": "notes", "loginenabled": "allowLogin",
    "parentid": "parentExternalId", "parentclientid": "parentExternalId", "status": "allowLogin",
    "passwordhash": "passwordHash",
    "phonecountrycode": "", "publicname": "", "fullname": "", "username": "", "updatedat": "", "brandid": "",
}  # fmt: skip
_ATRIUM = {
    "number": "number", "name": "", "firstname": "firstName", "lastname": "lastName", "email": "email",
    "allemails": "email2", "phone": "phone", "allphones": "phone2", "company": "company", "taxid": "taxId",
    "line1": "line1", "line2": "line2", "postcode": "postcode", "city": "city", "region": "region",
    "country": "country", "status": "", "origin": "", "allowlogin": "allowLogin", "verified": "emailVerified",
    "lastlogin": "", "tags": "tags", "parent": "", "language": "language", "currency": "currency",
    "externalid": "externalId",
    "created": "createdAt", "changed": "", "id": "",
}  # fmt: skip
_OPEN = {"Active": "yes", "Inactive": "yes", "Closed": "no", "Suspended": "no", "Canceled": "no", "Fraud": "no"}

PRESETS: dict[str, Preset] = {
    "ATRIUM": Preset("ATRIUM", "Atrium", _ATRIUM, _signs("number name allowlogin", "number name origin")),
    "WHMCS": Preset(
        "WHMCS", "WHMCS", _WHMCS,
        _signs("companyname phonenumber address1 postcode", "datecreated companyname phonenumber email"),
        {"status": _OPEN},
    ),
    "BLESTA": Preset(
        "BLESTA", "Blesta", _BLESTA,
        _signs("idcode firstname lastname zip", "clientid firstname dateadded zip", "clientid address1 zippostalcode"),
        {"status": _OPEN},
    ),
    "FOSSBILLING": Preset(
        "FOSSBILLING", "FOSSBilling", _FOSSBILLING,
        _signs("companyvat companynumber phonecc address1", "companyvat phonecc firstname"),
        {"status": _OPEN},
    ),
    "UPMIND": Preset(
        "UPMIND", "Upmind", _UPMIND,
        _signs(
            "phonecode firstname lastname vatnumber", "phonecountrycode firstname lastname",
            "regnumber vatnumber firstname", "firstname lastname regioncode countrycode address1",
        ),
        {"status": _OPEN},
    ),
}  # fmt: skip
"""By the name that GraphQL has for them."""


def preset_named(name: str) -> Preset | None:
    """The preset, however its name is written."""
    return PRESETS.get(PLAIN.sub("", fold(name)).upper())

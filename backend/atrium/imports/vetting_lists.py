"""The cells of a row by field, and what a client has several of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from atrium.clients.export.sheets import RISKY
from atrium.clients.tags import Tag, read_tags
from atrium.contacts.addresses import Address, read_address
from atrium.contacts.companies import Company, read_company
from atrium.contacts.inputs import AddressInput, CompanyInput
from atrium.contacts.places import postcode_shape
from atrium.faults import Faults
from atrium.folding import fold
from atrium.imports.mapping.checking import Column
from atrium.imports.mapping.fields import ADDRESS, COMPANY, CUSTOM
from atrium.imports.mapping.words import country_of

PLACED = tuple(field for field in ADDRESS if field != "country")
SEPARATORS = re.compile(r"[,;|\n]")
NOTE_LONGEST = 10_000
BEGIN_WITH_ZERO = frozenset("AU BR CN DE DZ EE ES FI FR IT JP KR KZ LT MX MY NO RO SG SK TR UA US ZA".split())  # noqa: SIM905
"""Where postcodes of digits alone may begin with one."""


class Cells:
    """A row's texts by field; `names` are the headings by field (`email2`, `customFields.size`)."""

    def __init__(self, columns: Sequence[Column], cells: Sequence[str]) -> None:
        self.names: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._several: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for column in columns:
            text = untamed(cells[column.place].strip()) if column.place < len(cells) else ""
            if column.values and (meant := column.values.get(fold(text))) is not None:
                text = meant
            field, place, key = column.target
            name = f"{field}{key}" if place == 1 else f"{field}{place}"
            self.names[name] = column.name
            if text:
                self._texts[name] = text
                self._several[field].append((place, column.name, text))

    def text(self, name: str) -> str:
        return self._texts.get(name, "")

    def several(self, field: str) -> list[tuple[str, str]]:
        """Heading and text of each column of this kind, in their order."""
        return [(name, text) for _, name, text in sorted(self._several.get(field, ()))]

    def sets(self, fields: Sequence[str]) -> list[int]:
        """Which numbers of a kind that is made of several fields have anything: 1, 2, …"""
        return sorted({place for field in fields for place, _, _ in self._several.get(field, ())})


def untamed(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(RISKY) else text


def parts(text: str) -> list[str]:
    """The several values of one cell."""
    return [one for part in SEPARATORS.split(text) if (one := part.strip())]


def _numbered(field: str, place: int) -> str:
    return field if place == 1 else f"{field}{place}"


def _translated(faults: Faults, found: Faults, given: Cells, place: int) -> None:
    """Faults of a nested thing, put at the headings they came from."""
    for fault in found.found:
        field = {"name": "company"}.get(fault.path[-1], fault.path[-1])
        name = _numbered(field, place)
        faults.add(given.names.get(name, name), fault.code, fault.message)


def country_alone(faults: Faults, given: Cells) -> str:
    """The country of who has no address; "" for none. Notes UNKNOWN_COUNTRY."""
    text = given.text("country")
    if not text or given.sets(PLACED):
        return ""
    code = country_of(text)
    if code is None:
        why = "There is no such country. Give its two letters (ISO 3166-1), like DE."
        faults.add(given.names["country"], "UNKNOWN_COUNTRY", why)
    return code or ""


def addresses(faults: Faults, given: Cells, default_country: str) -> list[Address]:
    """The postal addresses, each only once. A country alone is none."""
    read: list[Address] = []
    for place in given.sets(PLACED):
        texts = {field: given.text(_numbered(field, place)) for field in ADDRESS}
        country = texts["country"] or default_country
        texts["country"] = country_of(country) or country
        texts["postcode"] = with_its_zeros(texts["postcode"], texts["country"])
        own = Faults()
        address = read_address(own, AddressInput(**texts))
        _translated(faults, own, given, place)
        if address and not own.found and address not in read:
            read.append(address)
    return read


def with_its_zeros(postcode: str, country: str) -> str:
    """The postcode with the zeros in front that a spreadsheet takes for those of a number, and leaves out."""
    shape = postcode_shape(country) if country in BEGIN_WITH_ZERO else None
    if shape and postcode.isascii() and postcode.isdigit() and not shape.fullmatch(postcode):
        return next((one for zeros in ("0", "00") if shape.fullmatch(one := zeros + postcode)), postcode)
    return postcode


def companies(faults: Faults, given: Cells, country: str) -> list[Company]:
    read: list[Company] = []
    for place in given.sets(COMPANY):
        name, tax_id, number = (given.text(_numbered(field, place)) for field in COMPANY)
        own = Faults()
        company = read_company(own, CompanyInput(name=name, tax_id=tax_id, registration_number=number), country)
        _translated(faults, own, given, place)
        if company and not own.found and company.name_fold not in {one.name_fold for one in read}:
            read.append(company)
    return read


def tags(faults: Faults, given: Cells) -> tuple[Tag, ...]:
    cells = given.several("tags")
    if not cells:
        return ()
    own = Faults()
    read = read_tags(own, [one for _, text in cells for one in parts(text)])
    for fault in own.found:
        faults.add(cells[0][0], fault.code, fault.message)
    return read


def notes(faults: Faults, given: Cells) -> list[str]:
    read = [faults.text(name, text, NOTE_LONGEST, lines=True) for name, text in given.several("notes")]
    return [note for note in dict.fromkeys(read) if note]


__all__ = ["CUSTOM", "Cells", "addresses", "companies", "country_alone", "notes", "parts", "tags"]
